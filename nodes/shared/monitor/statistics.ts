import type { DeliveryFact } from './facts';
import { lastAttemptAtMs } from './facts';
import { isWithin } from './window';
import type { Window } from './window';

/** How long responses took, in milliseconds. */
export interface ResponseTimes {
	readonly average: number;
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
}

/** What deliveries add up to. */
export interface Statistics {
	readonly deliveries: number;
	readonly delivered: number;
	readonly failed: number;
	/** Waiting for a further attempt. */
	readonly pending: number;
	/** Not sent, since the endpoint is switched off. */
	readonly held: number;
	/** Called back by whoever sent them. */
	readonly cancelled: number;
	/** Share of those that ended that were delivered, from 0 to 1; `null` when none has ended. */
	readonly successRate: number | null;
	/** Share of those attempted that took more than one attempt, from 0 to 1; `null` when none was. */
	readonly retryRate: number | null;
	readonly attempts: number;
	/** Of attempts that got a response; `null` when none did. */
	readonly responseTimeMs: ResponseTimes | null;
	/** How many deliveries failed for each reason. */
	readonly errors: Readonly<Record<string, number>>;
	/** Deliveries that failed in the 24 hours before the end of the window, however short it is. */
	readonly failedInLast24Hours: number;
	/** Start of the latest attempt, however long ago, ISO 8601 in UTC; `null` when there was none. */
	readonly lastDeliveryAt: string | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The smallest value that at least this share of the values does not exceed (nearest rank).
 *
 * @param sorted in ascending order, not empty
 * @param share from 0 to 1
 */
export function percentile(sorted: ArrayLike<number>, share: number): number {
	const rank = Math.max(1, Math.ceil(share * sorted.length));
	return sorted[Math.min(rank, sorted.length) - 1] as number;
}

/** How long these took, or `null` when there are none. */
export function responseTimesOf(durationsMs: readonly number[]): ResponseTimes | null {
	if (durationsMs.length === 0) return null;
	// An array of numbers only is sorted several times as fast.
	const sorted = Float64Array.from(durationsMs).sort();
	const sum = sorted.reduce((total, each) => total + each, 0);
	return {
		average: Math.round(sum / sorted.length),
		p50: percentile(sorted, 0.5),
		p95: percentile(sorted, 0.95),
		p99: percentile(sorted, 0.99),
	};
}

/**
 * Why a delivery failed, in as few words as tell one cause from another: the network error of its
 * last attempt, else the status of its last response, else the reason of its record.
 */
export function errorOf({ attempts, reason, statusCode }: DeliveryFact): string {
	const last = attempts.at(-1);
	if (last?.errorKind !== undefined) return last.errorKind;
	const status = statusCode ?? last?.statusCode ?? null;
	if (status !== null && (status < 200 || status > 299)) return String(status);
	return reason || 'unknown';
}

function countErrors(failures: readonly DeliveryFact[]): Record<string, number> {
	const counts = new Map<string, number>();
	for (const failure of failures) {
		const error = errorOf(failure);
		counts.set(error, (counts.get(error) ?? 0) + 1);
	}
	return Object.fromEntries(counts);
}

/** Adds how long the attempts of a delivery took that got a response, in milliseconds. */
export function addResponseTimes({ attempts }: DeliveryFact, durationsMs: number[]): void {
	for (const { durationMs, statusCode } of attempts) {
		if (statusCode !== null) durationsMs.push(durationMs);
	}
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/**
 * Adds deliveries up in one pass.
 *
 * @param facts one for each delivery, also those outside of the window
 * @param window what counts, except where a number says that it looks further
 */
export function statisticsOf(facts: readonly DeliveryFact[], window: Window): Statistics {
	const counts: Record<DeliveryFact['status'], number> = {
		cancelled: 0,
		delivered: 0,
		failed: 0,
		held: 0,
		pending: 0,
	};
	const lastDay: Window = { startMs: window.endMs - DAY_MS, endMs: window.endMs };
	const durationsMs: number[] = [];
	const failures: DeliveryFact[] = [];
	let [attempts, attempted, retried, failedInLast24Hours, latestMs] = [0, 0, 0, 0, -Infinity];
	for (const fact of facts) {
		const { attemptCount, status } = fact;
		latestMs = Math.max(latestMs, lastAttemptAtMs(fact) ?? -Infinity);
		if (status === 'failed' && isWithin(fact, lastDay)) failedInLast24Hours += 1;
		if (!isWithin(fact, window)) continue;
		counts[status] += 1;
		attempts += attemptCount;
		if (attemptCount > 0) attempted += 1;
		if (attemptCount > 1) retried += 1;
		addResponseTimes(fact, durationsMs);
		if (status === 'failed') failures.push(fact);
	}
	const { cancelled, delivered, failed, held, pending } = counts;
	return {
		deliveries: delivered + failed + held + pending + cancelled,
		...counts,
		successRate: share(delivered, delivered + failed),
		retryRate: share(retried, attempted),
		attempts,
		responseTimeMs: responseTimesOf(durationsMs),
		errors: countErrors(failures),
		failedInLast24Hours,
		lastDeliveryAt: latestMs === -Infinity ? null : new Date(latestMs).toISOString(),
	};
}
