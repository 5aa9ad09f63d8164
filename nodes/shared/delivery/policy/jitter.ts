/**
 * How a wait is varied at random, so that many failed deliveries do not all come back at once:
 * not at all, between nothing and all of it, between half and all of it, or by up to 20 % either way.
 */
export type Jitter = 'none' | 'full' | 'equal' | 'twentyPercent';

const VARY: Readonly<Record<Jitter, (delayMs: number, random: number) => number>> = {
	none: (delayMs) => delayMs,
	full: (delayMs, random) => delayMs * random,
	equal: (delayMs, random) => (delayMs * (1 + random)) / 2,
	twentyPercent: (delayMs, random) => delayMs * (0.8 + 0.4 * random),
};

/** Every way to vary a wait. */
export const jitters = Object.keys(VARY) as [Jitter, ...Jitter[]];

/**
 * Varies a wait.
 *
 * @param random at least 0, less than 1
 * @returns whole milliseconds
 */
export function applyJitter(delayMs: number, jitter: Jitter, random: number): number {
	return Math.round(VARY[jitter](delayMs, random));
}
