/** Waits that grow by a factor. */
export interface ExponentialSettings {
	/** Tries after the first; 0 for none. */
	readonly maxRetries: number;
	/** Wait before the first retry; every further wait is `factor` times as long. */
	readonly initialDelayMs: number;
	/** At least 1; 1 makes all waits the same. */
	readonly factor: number;
	/** No wait is longer, before it is varied at random. */
	readonly maxDelayMs: number;
}

/** The waits of an exponential schedule, in whole milliseconds. */
export function exponentialDelaysMs(settings: ExponentialSettings): number[] {
	const { maxRetries, initialDelayMs, factor, maxDelayMs } = settings;
	return Array.from({ length: maxRetries }, (_, index) =>
		Math.round(Math.min(initialDelayMs * factor ** index, maxDelayMs)),
	);
}
