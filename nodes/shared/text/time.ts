const SECOND_MS = 1_000;

/** Units from the longest to the shortest, each in milliseconds. */
const UNITS = [
	{ name: 'day', ms: 86_400 * SECOND_MS },
	{ name: 'hour', ms: 3_600 * SECOND_MS },
	{ name: 'minute', ms: 60 * SECOND_MS },
	{ name: 'second', ms: SECOND_MS },
] as const;

const amount = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/**
 * A length of time in words, in the longest unit that it has one and a half of: `90 minutes`,
 * `5 minutes`, `3 days`. Less than a second is in milliseconds.
 */
export function durationText(durationMs: number): string {
	if (durationMs < SECOND_MS) return `${Math.round(durationMs)} ms`;
	const exact = UNITS.find(({ ms }) => durationMs % ms === 0);
	if (exact && durationMs / exact.ms < 100) return amount(durationMs / exact.ms, exact.name);
	const unit = UNITS.find(({ ms }) => durationMs >= 1.5 * ms) ?? UNITS[3];
	return amount(Math.round(durationMs / unit.ms), unit.name);
}

/**
 * A moment in words, to the second: `2026-11-30 20:31:02 UTC`. What is no moment stays as it is.
 *
 * @param text in ISO 8601
 */
export function momentText(text: string): string {
	const ms = Date.parse(text);
	if (Number.isNaN(ms)) return text;
	return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
