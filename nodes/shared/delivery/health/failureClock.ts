/** When an endpoint that never succeeds is to be switched off. */
export interface FailureClockSettings {
	/** How long every attempt has to have failed. */
	readonly disableAfterMs: number;
	/**
	 * The clock starts with two failures that are at least so far apart: those of a single message
	 * that is tried again are soon over.
	 */
	readonly minSpanMs: number;
	/** Failures that are further apart, with nothing in between, are two mishaps and no outage. */
	readonly maxSpanMs: number;
}

interface Outage {
	sinceMs: number;
	lastMs: number;
	/** Whether failures lay as far apart as it takes to be more than a mishap. */
	isConfirmed: boolean;
	/** Whether it is known from outside, and no failure has been seen here since. */
	isRestored: boolean;
}

// ECMAScript, "Time Values and Time Range": what lies beyond cannot be written as a date.
const LATEST_TIME_MS = 8.64e15;

const isTime = (ms: number): boolean => ms > 0 && ms <= LATEST_TIME_MS;

/**
 * Tells for how long one endpoint has failed without any success. Time decides and never the number
 * of failures: with much to send, a short outage has many.
 */
export class FailureClock {
	private outage: Outage | undefined;

	private lastSuccessMs = -Infinity;

	constructor(private readonly settings: FailureClockSettings) {}

	/** When the first attempt failed after the last success; `undefined` after a success. */
	get failingSinceMs(): number | undefined {
		return this.outage?.sinceMs;
	}

	/** Whether it has failed for so long that it should be switched off. */
	get isDisableAdvised(): boolean {
		if (!this.outage) return false;
		const { isConfirmed, sinceMs, lastMs } = this.outage;
		return isConfirmed && lastMs - sinceMs >= this.settings.disableAfterMs;
	}

	record(isSuccess: boolean, nowMs: number): void {
		if (isSuccess) this.lastSuccessMs = nowMs;
		this.outage = isSuccess ? undefined : this.goOn(nowMs);
	}

	/** Takes over what is known from before a restart; what was seen since then counts more. */
	restore(sinceMs: number): void {
		// Whoever kept the time may have kept anything.
		if (!isTime(sinceMs) || sinceMs <= this.lastSuccessMs) return;
		this.outage ??= { sinceMs, lastMs: sinceMs, isConfirmed: false, isRestored: true };
	}

	private goOn(nowMs: number): Outage {
		const { minSpanMs, maxSpanMs } = this.settings;
		const begun = { sinceMs: nowMs, lastMs: nowMs, isConfirmed: false, isRestored: false };
		if (!this.outage) return begun;
		const { sinceMs, isConfirmed, isRestored } = this.outage;
		const spanMs = nowMs - sinceMs;
		// Whoever brought a restored outage along has failed in the meantime, too.
		const isTwoMishaps = !isConfirmed && !isRestored && spanMs > maxSpanMs;
		if (isTwoMishaps || spanMs < 0) return begun;
		return {
			sinceMs,
			lastMs: nowMs,
			isConfirmed: isConfirmed || spanMs >= minSpanMs,
			isRestored: false,
		};
	}
}
