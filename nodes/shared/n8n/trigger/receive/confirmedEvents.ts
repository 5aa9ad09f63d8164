import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { newestConfirmedAt } from '../../../receive/deduplicate/confirmedKeys';
import type { Deduplicator } from '../../../receive/deduplicate/deduplicator';
import { createRateLimiter } from '../../../receive/rateLimit';
import { restoreRepair } from '../registration/store';
import type { RateLimit, RateLimiter } from '../../../receive/rateLimit';

// Once a second on average. A few may come at once, so that where little happens every event is
// stored: nobody would come by later to store the last ones of a burst.
const WRITES: RateLimit = { limit: 10, windowMs: 10_000, maxKeys: 1 };
const FIELD = 'confirmedEvents';

const writes = new WeakMap<Deduplicator, RateLimiter>();

function mayWrite(deduplicator: Deduplicator, nowMs: number): boolean {
	const limiter = writes.get(deduplicator) ?? createRateLimiter(WRITES);
	writes.set(deduplicator, limiter);
	return limiter.take('', nowMs).ok;
}

/**
 * Takes in which events were confirmed before the last restart, or by other processes of this n8n.
 * n8n reads them from the database for every request.
 */
export function recallConfirmed(
	context: IWebhookFunctions,
	deduplicator: Deduplicator,
	nowMs: number,
): void {
	deduplicator.merge(context.getWorkflowStaticData('node')[FIELD], nowMs);
}

/**
 * Hands n8n the confirmed events to be stored, once a second on average. n8n stores them just before
 * it answers this request.
 *
 * @param keys of events that are confirmed by now, besides those that are known
 */
export function storeConfirmed(
	context: IWebhookFunctions,
	deduplicator: Deduplicator,
	keys: readonly string[],
	nowMs: number,
): void {
	if (!mayWrite(deduplicator, nowMs)) return;
	context.getWorkflowStaticData('node')[FIELD] = deduplicator.snapshot(nowMs, keys);
	// n8n writes all of it back, so what a repair of the webhook put there is put there again.
	restoreRepair(context);
}

/** When the last event was confirmed that is stored, in milliseconds since 1970. */
export function lastConfirmedAt(
	context: Pick<IHookFunctions | IWebhookFunctions, 'getWorkflowStaticData'>,
): number | undefined {
	return newestConfirmedAt(context.getWorkflowStaticData('node')[FIELD]);
}
