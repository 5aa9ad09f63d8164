import type { TimestampRule, TimestampUnit } from './scheme';
import type { Rejection } from './rejection';

/** A signed timestamp. */
export interface SignedTime {
	/** As received: this text is signed, never a number printed again. */
	readonly timestamp: string;
	/** The same as milliseconds since 1970. */
	readonly signedAt: number;
	/** Age on receipt; negative when it lies in the future. */
	readonly ageSeconds: number;
}

// Digits only: a lenient parser would accept a number with something behind it.
const SECONDS = /^\d{1,12}$/;
const MILLISECONDS = /^\d{1,15}$/;
// RFC 3339, with any number of digits behind the second: some senders write nanoseconds.
const ISO_8601 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:?\d{2})$/;

const ZONE = /(?:[Zz]|[+-]\d{2}:?\d{2})$/;

// As seconds it would lie in the year 5138.
const FIRST_MILLISECONDS = 100_000_000_000;

/**
 * Milliseconds since 1970, or `undefined` when the text is not exactly one time in that unit.
 * Never throws.
 */
export function parseTimestamp(text: string, unit: TimestampUnit): number | undefined {
	switch (unit) {
		case 'seconds':
			return SECONDS.test(text) ? Number(text) * 1000 : undefined;
		case 'milliseconds':
			return MILLISECONDS.test(text) ? Number(text) : undefined;
		case 'secondsOrMilliseconds': {
			if (!MILLISECONDS.test(text)) return undefined;
			const number = Number(text);
			return number < FIRST_MILLISECONDS ? number * 1000 : number;
		}
		case 'iso8601': {
			if (!ISO_8601.test(text)) return undefined;
			const signedAt = Date.parse(text);
			return Number.isNaN(signedAt) ? undefined : signedAt;
		}
		case 'iso8601Utc':
			// Without a zone, JavaScript would take it for a time of the zone of this machine.
			return parseTimestamp(ZONE.test(text) ? text : `${text}Z`, 'iso8601');
	}
}

/** Writes a time as the unit asks. */
export function formatTimestamp(nowMs: number, unit: TimestampUnit): string {
	switch (unit) {
		case 'seconds':
		case 'secondsOrMilliseconds':
			return Math.floor(nowMs / 1000).toString();
		case 'milliseconds':
			return nowMs.toString();
		case 'iso8601':
		case 'iso8601Utc':
			return new Date(nowMs).toISOString();
	}
}

/**
 * Reads a signed timestamp and checks its distance from the clock, both ways.
 *
 * @param toleranceSeconds accepted distance
 */
export function checkTimestamp(
	timestamp: string,
	rule: TimestampRule,
	nowMs: number,
	toleranceSeconds: number,
): SignedTime | Rejection {
	const signedAt = parseTimestamp(timestamp, rule.unit);
	if (signedAt === undefined) return { reason: 'malformedTimestamp' };
	const ageSeconds = Math.floor(nowMs / 1000) - Math.floor(signedAt / 1000);
	if (ageSeconds > toleranceSeconds) return { reason: 'timestampTooOld', ageSeconds };
	if (ageSeconds < -toleranceSeconds) return { reason: 'timestampTooNew', ageSeconds };
	return { timestamp, signedAt, ageSeconds };
}
