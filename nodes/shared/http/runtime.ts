/** Time, chance and waiting, so that tests can choose them. */
export interface Runtime {
	/** Milliseconds since 1970. */
	readonly nowMs: () => number;
	/** At least 0, less than 1. */
	readonly random: () => number;
	/** Resolves early when the work was cancelled. */
	readonly sleep: (delayMs: number) => Promise<void>;
	readonly isCancelled: () => boolean;
}
