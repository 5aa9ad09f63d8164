import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { newestConfirmedAt } from '../../receive/deduplicate/confirmedKeys';
import type { Deduplicator } from '../../receive/deduplicate/deduplicator';

const WRITE_INTERVAL_MS = 1_000;
const FIELD = 'confirmedEvents';

const writtenAt = new WeakMap<Deduplicator, number>();

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
 * Hands n8n the confirmed events to be stored, at most once a second. n8n stores them just before
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
	const last = writtenAt.get(deduplicator);
	if (last !== undefined && Math.abs(nowMs - last) < WRITE_INTERVAL_MS) return;
	writtenAt.set(deduplicator, nowMs);
	context.getWorkflowStaticData('node')[FIELD] = deduplicator.snapshot(nowMs, keys);
}

/** When the last event was confirmed that is stored, in milliseconds since 1970. */
export function lastConfirmedAt(context: IHookFunctions): number | undefined {
	return newestConfirmedAt(context.getWorkflowStaticData('node')[FIELD]);
}
