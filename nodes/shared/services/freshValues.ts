import type { Moment } from './types';

const HEX = '0123456789abcdef';
const LETTERS_AND_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const characters = (alphabet: string, length: number, { random }: Moment): string =>
	Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');

/** So many letters and digits behind a prefix, as in `evt_…`. */
export const prefixedId =
	(prefix: string, length: number) =>
	(moment: Moment): string =>
		prefix + characters(LETTERS_AND_DIGITS, length, moment);

/** A UUID of version 4 (RFC 9562), from chance that is good enough for tests only. */
export function uuid(moment: Moment): string {
	const variant = '89ab'.charAt(Math.floor(moment.random() * 4));
	const [first, second, third, fourth, fifth] = [8, 4, 3, 3, 12].map((length) =>
		characters(HEX, length, moment),
	);
	return `${first}-${second}-4${third}-${variant}${fourth}-${fifth}`;
}

/** A positive integer that fits an ID of a database. */
export const wholeNumber = ({ random }: Moment): number => 1 + Math.floor(random() * 2 ** 31);

/** The time in whole seconds, as `2026-11-20T08:15:42Z`. */
export const isoSeconds = ({ nowMs }: Moment): string =>
	new Date(nowMs).toISOString().replace(/\.\d+/, '');

/** The time with microseconds, the last three digits by chance. */
export const isoMicroseconds = (moment: Moment): string =>
	new Date(moment.nowMs).toISOString().replace('Z', `${characters('0123456789', 3, moment)}Z`);

/** The time in seconds since 1970. */
export const unixSeconds = ({ nowMs }: Moment): number => Math.floor(nowMs / 1000);

/** The time as the sample writes it: in seconds since 1970, or as `2026-11-20T08:15:42.318Z`. */
export const secondsOrIso = (moment: Moment, sampled: unknown): number | string =>
	typeof sampled === 'number' ? unixSeconds(moment) : new Date(moment.nowMs).toISOString();
