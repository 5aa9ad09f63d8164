import type { DeliveryFact } from './facts';
import { lastAttemptAtMs } from './facts';

/** A delivery as one row of a table: texts and numbers only. `readDeliveries` reads it back. */
export interface DeliveryRow {
	readonly deliveryId: string;
	readonly endpoint: string;
	readonly url: string;
	readonly event: string;
	readonly status: string;
	readonly reason: string;
	/** How many there were. */
	readonly attempts: number;
	/** ISO 8601 in UTC; `null` before the first attempt. */
	readonly firstAttemptAt: string | null;
	readonly lastAttemptAt: string | null;
	/** Of the last attempt, in milliseconds. */
	readonly durationMs: number | null;
	readonly statusCode: number | null;
	/** Why the last attempt got no response; empty when it got one. */
	readonly errorKind: string;
	readonly responseExcerpt: string;
	/** JSON text of what Redeliver takes; empty when there is nothing to send again. */
	readonly record: string;
}

const isoTime = (ms: number | undefined): string | null =>
	ms === undefined ? null : new Date(ms).toISOString();

/** The row of a delivery. */
export function toRow(fact: DeliveryFact): DeliveryRow {
	const { id, endpoint, url, event, status, reason, attempts, attemptCount, statusCode } = fact;
	const last = attempts.at(-1);
	return {
		deliveryId: id,
		endpoint,
		url,
		event,
		status,
		reason,
		attempts: attemptCount,
		firstAttemptAt: isoTime(fact.firstAttemptAtMs),
		lastAttemptAt: isoTime(lastAttemptAtMs(fact)),
		durationMs: last?.durationMs ?? null,
		statusCode,
		errorKind: last?.errorKind ?? '',
		responseExcerpt: fact.responseExcerpt,
		record: fact.record ? JSON.stringify(fact.record) : '',
	};
}
