import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { recognisesById } from '../../../receive/repeats';
import type { SigningKey } from '../../../signing/keys';
import { signMessage } from '../../../signing/sign';
import type { ApiClient } from '../../../subscriptions/api/client';
import type { StoredHook } from '../../../subscriptions/stored';
import { errorReason } from '../../../text/foreignText';
import { openApiClient } from '../../api/client';
import { createTransport } from '../../http/transport';
import type { TriggerConfig } from '../configuration';
import { logNotices } from '../notices';
import { lastConfirmedAt } from '../receive/confirmedEvents';
import type { CatchUp, CatchUpRequest, MissedEvent } from './missedEvents';
import { readTriggerKeys } from './secret';
import { isListening, openSubscriptionStore } from './store';

const DAY_MS = 86_400_000;
// Services know nothing of older failures, or would have given up on them long ago.
const REDELIVERY_MS = 3 * DAY_MS;
const TIMEOUT_MS = 30_000;

type TriggerContext = IHookFunctions | IWebhookFunctions;

/** What catching up needs of a trigger that is registered. */
interface OwnEndpoint {
	readonly config: TriggerConfig;
	readonly client: ApiClient;
	readonly url: string;
	/** The one that the service signs with now. */
	readonly key: SigningKey;
}

/** When the earliest event may have been missed. */
function missedSince(context: TriggerContext, config: TriggerConfig, hook: StoredHook): number {
	const createdAt = Date.parse(hook.createdAt);
	// The service itself knows what never arrived, so asking twice does no harm.
	if (config.registration?.catchUp?.kind === 'redeliver') {
		return Math.max(createdAt, Date.now() - REDELIVERY_MS);
	}
	const seenAt = lastConfirmedAt(context) ?? createdAt;
	// Some may have failed while later ones came through. Repeats are recognised for that long.
	return Math.max(createdAt, seenAt - Math.min(config.duplicateWindowMs ?? 0, DAY_MS));
}

function catchUpRequest(
	context: TriggerContext,
	config: TriggerConfig,
	hook: StoredHook,
): CatchUpRequest {
	return {
		hook,
		sinceMs: missedSince(context, config, hook),
		isWanted: (name) => config.receive.eventFilter?.passes(name) ?? true,
	};
}

/** Sends an event to the trigger's own URL, signed as the service signs; whether it was taken. */
async function deliverToSelf(
	context: TriggerContext,
	{ config, url, key }: OwnEndpoint,
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
		publicAddressOnly: false,
	});
	return result.kind === 'response' && result.statusCode >= 200 && result.statusCode < 300;
}

async function sendMissed(
	context: TriggerContext,
	endpoint: OwnEndpoint,
	events: readonly MissedEvent[],
): Promise<string> {
	let taken = 0;
	for (const event of events) {
		// In their order, and no further than the first that is not taken: nobody listens then.
		if (!(await deliverToSelf(context, endpoint, event))) {
			return `${taken} of ${events.length} missed events were caught up with. The next one was not taken by ${endpoint.url}: check that n8n can reach its own webhook URL. It is tried again with the first event after the next start of n8n.`;
		}
		taken += 1;
	}
	return `${taken} missed events were caught up with.`;
}

async function catchUpBy(
	context: TriggerContext,
	catchUp: CatchUp,
	request: CatchUpRequest,
	endpoint: OwnEndpoint,
): Promise<string | undefined> {
	if (catchUp.kind === 'redeliver') {
		const { count, isComplete } = await catchUp.redeliver(endpoint.client, request);
		if (count === 0) return undefined;
		const rest = isComplete
			? ''
			: ' The rest follows with the first event after the next start of n8n.';
		const repeats =
			endpoint.config.receive.repeats === undefined
				? ' Repeats are not looked for: those that were processed, though the service got no answer, run again.'
				: '';
		return `The service was asked to send ${count} missed events again.${repeats + rest}`;
	}
	const { repeats, scheme } = endpoint.config.receive;
	if (repeats === undefined) {
		return "Missed events were not caught up with, since repeats are not looked for ('Ignore Duplicates' is off, or 'Recognize Repeats By' is Nothing): some of them may have been processed.";
	}
	// What is fetched is written and signed again: only its id is as it was.
	if (!recognisesById(repeats, scheme)) {
		return "Missed events were not caught up with, since the option 'Recognize Repeats By' does not go by the ID of the event: some of them may have been processed. Choose Automatic or Delivery ID.";
	}
	const { events, isComplete } = await catchUp.list(endpoint.client, request);
	if (events.length === 0) return undefined;
	const rest = isComplete ? '' : ' There are older ones that are not within reach.';
	return (await sendMissed(context, endpoint, events)) + rest;
}

async function openOwnEndpoint(
	context: TriggerContext,
	config: TriggerConfig,
): Promise<OwnEndpoint> {
	const { credential } = config.registration ?? {};
	if (!credential) throw new Error('The trigger is not registered by itself.');
	const client = await openApiClient(context, credential);
	const lookup = readTriggerKeys(context, await context.getCredentials(credential.type), config);
	const [key] = lookup.ok ? lookup.value.keys : [];
	if (!key) throw new Error(lookup.ok ? 'There is no secret.' : lookup.problem);
	const url = config.request.publicUrl ?? context.getNodeWebhookUrl('default') ?? '';
	return { config, client, url, key };
}

/** Triggers that have caught up since this process was started. */
const caughtUp = new Set<string>();
const MAX_REMEMBERED = 1_000;

/** Notes that a trigger catches up; whether it is the first time. */
function noteStart(context: TriggerContext): boolean {
	const id = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	if (caughtUp.has(id)) return false;
	const [oldest] = caughtUp;
	if (caughtUp.size >= MAX_REMEMBERED && oldest !== undefined) caughtUp.delete(oldest);
	caughtUp.add(id);
	return true;
}

async function run(
	context: TriggerContext,
	config: TriggerConfig,
	catchUp: CatchUp,
	request: CatchUpRequest,
): Promise<void> {
	try {
		const endpoint = await openOwnEndpoint(context, config);
		const notice = await catchUpBy(context, catchUp, request, endpoint);
		logNotices(context, notice === undefined ? [] : [notice]);
	} catch (error) {
		logNotices(context, [`Missed events could not be caught up with. ${errorReason(error)}.`]);
	}
}

/**
 * Begins to get the events that the service could not deliver, for example while n8n was down. They
 * come in like any others: through the same checks, filter and duplicate detection. It is done once
 * in a process, nobody waits for it, and it never throws: the log tells how it went.
 */
export function startCatchingUp(context: TriggerContext, config: TriggerConfig): void {
	const catchUp = config.registration?.catchUp;
	if (!catchUp || isListening(context) || !noteStart(context)) return;
	const hook = openSubscriptionStore(context).read()?.hook;
	// Before anything is waited for: the event that is about to be confirmed does not count as seen.
	if (hook) void run(context, config, catchUp, catchUpRequest(context, config, hook));
}
