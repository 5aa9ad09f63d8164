import type { DeliveryFact } from './facts';
import { lastAttemptAtMs } from './facts';

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
	/** Share of those that ended that were delivered, from 0 to 1; `null` when none has ended. */
	readonly successRate: number | null;
	/** Share of those attempted that took more than one attempt, from 0 to 1; `null` when none was. */
	readonly retryRate: number | null;
	readonly attempts: number;
	/** Of attempts that got a response; `null` when none did. */
	readonly responseTimeMs: ResponseTimes | null;
	/** How many deliveries failed for each reason, the most frequent first. */
	readonly errors: Readonly<Record<string, number>>;
	/** Deliveries that failed in the 24 hours before the end of the window. */
	readonly failedInLast24Hours: number;
	/** Start of the latest attempt, ISO 8601 in UTC; `null` when there was none. */
	readonly lastDeliveryAt: string | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The smallest value that at least this share of the values does not exceed (nearest rank).
 *
 * @param sorted in ascending order, not empty
 * @param share from 0 to 1
 */
export function percentile(sorted: readonly number[], share: number): number {
	const rank = Math.max(1, Math.ceil(share * sorted.length));
	return sorted[Math.min(rank, sorted.length) - 1] as number;
}

/** How long these took, or `null` when there are none. */
export function responseTimesOf(durationsMs: readonly number[]): ResponseTimes | null {
	if (durationsMs.length === 0) return null;
	const sorted = [...durationsMs].sort((a, b) => a - b);
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

function countBy<T>(values: readonly T[], keyOf: (value: T) => string): Record<string, number> {
	const counts = new Map<string, number>();
	for (const value of values) {
		const key = keyOf(value);
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	const entries = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
	return Object.fromEntries(entries);
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/**
 * Adds deliveries up.
 *
 * @param facts one for each delivery
 * @param endMs end of the window, milliseconds since 1970
 */
export function statisticsOf(facts: readonly DeliveryFact[], endMs: number): Statistics {
	const having = (wanted: DeliveryFact['status']) =>
		facts.filter(({ status }) => status === wanted);
	const [delivered, failed] = [having('delivered').length, having('failed')];
	const attempted = facts.filter(({ attemptCount }) => attemptCount > 0);
	const times = facts.flatMap((fact) => lastAttemptAtMs(fact) ?? []);
	const durationsMs = facts.flatMap(({ attempts }) =>
		attempts.flatMap(({ durationMs, statusCode }) => (statusCode === null ? [] : [durationMs])),
	);
	const latestMs = times.reduce((latest, each) => Math.max(latest, each), -Infinity);
	return {
		deliveries: facts.length,
		delivered,
		failed: failed.length,
		pending: having('pending').length,
		held: having('held').length,
		successRate: share(delivered, delivered + failed.length),
		retryRate: share(
			attempted.filter(({ attemptCount }) => attemptCount > 1).length,
			attempted.length,
		),
		attempts: facts.reduce((sum, { attemptCount }) => sum + attemptCount, 0),
		responseTimeMs: responseTimesOf(durationsMs),
		errors: countBy(failed, errorOf),
		failedInLast24Hours: failed.filter((fact) => (lastAttemptAtMs(fact) ?? 0) > endMs - DAY_MS)
			.length,
		lastDeliveryAt: latestMs === -Infinity ? null : new Date(latestMs).toISOString(),
	};
}
