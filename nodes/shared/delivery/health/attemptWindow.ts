const SLICES = 10;

interface Slice {
	readonly startMs: number;
	attempts: number;
	failures: number;
}

/**
 * Counts attempts over the time just past. They are counted in slices of a tenth of it, so that the
 * memory does not grow with their number.
 */
export class AttemptWindow {
	private slices: Slice[] = [];

	/** @param windowMs how far it looks back, to a tenth less */
	constructor(private readonly windowMs: number) {}

	/** Adds an attempt and counts all in the window. */
	add(isFailure: boolean, nowMs: number): { readonly attempts: number; readonly failures: number } {
		const sliceMs = this.windowMs / SLICES;
		const startMs = Math.floor(nowMs / sliceMs) * sliceMs;
		// Also without what lies ahead, since a clock can be set back.
		this.slices = this.slices.filter(
			(each) => each.startMs > startMs - this.windowMs && each.startMs <= startMs,
		);
		let slice = this.slices.at(-1);
		if (slice?.startMs !== startMs) {
			slice = { startMs, attempts: 0, failures: 0 };
			this.slices.push(slice);
		}
		slice.attempts += 1;
		slice.failures += isFailure ? 1 : 0;
		return {
			attempts: this.slices.reduce((sum, { attempts }) => sum + attempts, 0),
			failures: this.slices.reduce((sum, { failures }) => sum + failures, 0),
		};
	}
}
