import type { DeliveryFact } from './facts';

/** A span of time up to now, in milliseconds since 1970. */
export interface Window {
	/** Belongs to it. */
	readonly startMs: number;
	/** Now. What is later, by a clock that is ahead, belongs to it: it must not hide a failure. */
	readonly endMs: number;
}

/** Whether a delivery counts in a window. One without any time does in each, or it would in none. */
export const isWithin = ({ atMs }: DeliveryFact, { startMs }: Window): boolean =>
	atMs === undefined || atMs >= startMs;
