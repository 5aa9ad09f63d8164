import type { IHookFunctions } from 'n8n-workflow';
import { signMessage } from '../../signing/sign';
import type { SigningKey } from '../../signing/types';
import type { StoredHook } from '../../subscriptions/stored';
import type { ApiClient } from '../../subscriptions/types';
import { createTransport } from '../transport';
import { lastConfirmedAt } from './confirmedEvents';
import type { TriggerConfig } from './triggerConfig';
import type { CatchUp, Missed, MissedEvent } from './triggerKind';

const HOUR_MS = 3_600_000;
// Events of the last hour may have failed while others came through; repeats are told by their id.
const OVERLAP_MS = HOUR_MS;
const TIMEOUT_MS = 30_000;

/** What catching up needs of a trigger that is registered. */
export interface CatchUpPlace {
	readonly config: TriggerConfig;
	readonly client: ApiClient;
	readonly hook: StoredHook;
	readonly url: string;
	/** The one that the service signs with now. */
	readonly key: SigningKey;
}

function missedSince(context: IHookFunctions, { config, hook }: CatchUpPlace): Missed {
	const createdAt = Date.parse(hook.createdAt);
	const seenAt = lastConfirmedAt(context);
	return {
		hook,
		sinceMs: Math.max(createdAt, (seenAt ?? createdAt) - OVERLAP_MS),
		isWanted: (name) => config.receive.eventFilter?.passes(name) ?? true,
	};
}

/** Sends an event to the trigger's own URL, signed as the service signs; whether it was taken. */
async function deliverToSelf(
	context: IHookFunctions,
	{ config, url, key }: CatchUpPlace,
	{ id, name, event }: MissedEvent,
): Promise<boolean> {
	const body = Buffer.from(JSON.stringify(event));
	const contentType = 'application/json';
	const { headers } = signMessage(config.receive.scheme, [key], {
		body,
		id,
		nowMs: Date.now(),
		eventName: name,
		url,
		contentType,
	});
	const transport = createTransport(context, undefined);
	const result = await transport({
		url,
		headers: { ...headers, 'Content-Type': contentType },
		body,
		timeoutMs: TIMEOUT_MS,
		verifyCertificate: true,
	});
	return result.kind === 'response' && result.statusCode >= 200 && result.statusCode < 300;
}

async function sendMissed(
	context: IHookFunctions,
	place: CatchUpPlace,
	events: readonly MissedEvent[],
): Promise<string> {
	let taken = 0;
	for (const event of events) {
		// In their order, and no further than the first that is not taken: nobody listens then.
		if (!(await deliverToSelf(context, place, event))) {
			return `${taken} of ${events.length} missed events were caught up with. The next one was not taken by ${place.url}: check that n8n can reach its own webhook URL, then publish the workflow again.`;
		}
		taken += 1;
	}
	return `${taken} missed events were caught up with.`;
}

async function catchUpBy(
	context: IHookFunctions,
	catchUp: CatchUp,
	place: CatchUpPlace,
): Promise<string | undefined> {
	const missed = missedSince(context, place);
	if (catchUp.kind === 'redeliver') {
		const { count, isComplete } = await catchUp.redeliver(place.client, missed);
		if (count === 0) return undefined;
		const rest = isComplete ? '' : ' There are more: publish the workflow again to get them.';
		return `The service was asked to send ${count} missed events again.${rest}`;
	}
	if (place.config.duplicateWindowMs === undefined) {
		return "Missed events were not caught up with, since the option 'Ignore Duplicates' is off: some of them may have been processed.";
	}
	const { events, isComplete } = await catchUp.list(place.client, missed);
	if (events.length === 0) return undefined;
	const rest = isComplete ? '' : ' There are older ones that are not within reach.';
	return (await sendMissed(context, place, events)) + rest;
}

/**
 * Gets the events that the service could not deliver, for example while n8n was down. They come in
 * like any others: through the same checks, filter and duplicate detection.
 *
 * @returns what people should know; `undefined` when nothing was missed. Never throws.
 */
export async function catchUpWithMissed(
	context: IHookFunctions,
	place: CatchUpPlace,
): Promise<string | undefined> {
	const catchUp = place.config.registration?.catchUp;
	if (!catchUp) return undefined;
	try {
		return await catchUpBy(context, catchUp, place);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return `Missed events could not be caught up with. ${reason}`;
	}
}
