import { failure, success } from '../../result';
import type { Result } from '../../result';
import { MAX_DELAY_MS, MAX_DELAYS } from './limits';

/** Waits in milliseconds, or the sentence that says what to change. */
export type DelaysResult = Result<readonly number[]>;

const UNIT_MS: Readonly<Record<string, number>> = {
	s: 1000,
	m: 60 * 1000,
	h: 60 * 60 * 1000,
	d: 24 * 60 * 60 * 1000,
};
const DELAY = /^(\d+(?:\.\d+)?)\s*([smhd])$/i;

/** A wait such as `5m` in milliseconds; `undefined` when the text is none. */
export function parseDelayMs(text: string): number | undefined {
	const [, count, unit = ''] = DELAY.exec(text) ?? [];
	const unitMs = UNIT_MS[unit.toLowerCase()];
	return unitMs === undefined ? undefined : Math.round(Number(count) * unitMs);
}

/**
 * Reads a list of waits such as `5s, 30s, 5m, 1h`: numbers with a unit (seconds, minutes, hours or
 * days), separated by commas or line breaks.
 *
 * @param label how users know the field that holds the text
 */
export function parseDelays(text: string, label: string): DelaysResult {
	const entries = text
		.split(/[,\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
	if (entries.length === 0) {
		return failure(
			`The field '${label}' is empty. Enter the wait before each retry, for example 5s, 5m, 1h.`,
		);
	}
	if (entries.length > MAX_DELAYS) {
		return failure(
			`The field '${label}' holds ${entries.length} waits, which is too many. Leave at most ${MAX_DELAYS}.`,
		);
	}
	const delaysMs: number[] = [];
	for (const entry of entries) {
		const delayMs = parseDelayMs(entry);
		if (delayMs === undefined) {
			return failure(
				`The field '${label}' holds '${entry}', which is not a wait. Write a number and its unit, for example 30s, 5m, 2h or 1d.`,
			);
		}
		if (delayMs > MAX_DELAY_MS) {
			return failure(
				`The field '${label}' holds '${entry}', which is too long. No wait may exceed 7d.`,
			);
		}
		delaysMs.push(delayMs);
	}
	return success(delaysMs);
}
