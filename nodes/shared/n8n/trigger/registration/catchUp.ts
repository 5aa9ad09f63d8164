import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { recognisesById } from '../../../receive/repeats';
import type { SigningKey } from '../../../signing/keys';
import { signMessage } from '../../../signing/sign';
import type { ApiClient } from '../../../subscriptions/api/client';
import type { StoredHook } from '../../../subscriptions/stored';
import { createAskedEvents } from '../../../subscriptions/watch/asked';
import type { AskedEvents } from '../../../subscriptions/watch/asked';
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

const MAX_TRIGGERS = 1_000;
const askedByTrigger = new Map<string, AskedEvents>();

const idOf = (context: Pick<TriggerContext, 'getNode' | 'getWorkflow'>): string =>
	`${context.getWorkflow().id ?? ''} ${context.getNode().id}`;

/** What a trigger has caught up with since this process was started. */
function askedOf(context: TriggerContext): AskedEvents {
	const id = idOf(context);
	const asked = askedByTrigger.get(id) ?? createAskedEvents();
	const [oldest] = askedByTrigger.keys();
	if (!askedByTrigger.has(id) && askedByTrigger.size >= MAX_TRIGGERS && oldest !== undefined) {
		askedByTrigger.delete(oldest);
	}
	askedByTrigger.set(id, asked);
	return asked;
}

/** Whether an event came because this trigger caught up with it since n8n was started. */
export const wasCaughtUp = (context: IWebhookFunctions, eventId: string | null): boolean =>
	eventId !== null && (askedByTrigger.get(idOf(context))?.has(eventId) ?? false);

/** When the earliest event may have been missed. */
export function missedSince(
	context: Pick<TriggerContext, 'getWorkflowStaticData'>,
	config: TriggerConfig,
	hook: StoredHook,
): number {
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
	sinceMs = missedSince(context, config, hook),
): CatchUpRequest {
	const asked = askedOf(context);
	return {
		hook,
		sinceMs,
		isWanted: (name) => config.receive.eventFilter?.passes(name) ?? true,
		isDue: (id) => asked.isDue(id, Date.now()),
		noteAsked: (id) => asked.note(id, Date.now()),
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

/** How catching up ended, and what people should know about it. */
interface CaughtUp {
	/** Whether nothing is left to be fetched later. */
	readonly isDone: boolean;
	readonly notice?: string;
}

const OLDER_ONES = 'There are older ones that are not within reach.';

const NOTHING: CaughtUp = { isDone: true };

/** When it goes on, in the middle of a sentence. */
const nextTimeOf = ({ watchMs }: TriggerConfig): string =>
	watchMs === undefined
		? 'with the first event after the next start of n8n'
		: 'when the webhook is checked the next time';

async function sendMissed(
	context: TriggerContext,
	endpoint: OwnEndpoint,
	missed: readonly MissedEvent[],
	deadlineMs: number,
): Promise<CaughtUp> {
	const asked = askedOf(context);
	const next = nextTimeOf(endpoint.config);
	const events = missed.filter(({ id }) => asked.isDue(id, Date.now()));
	if (events.length === 0) return NOTHING;
	let taken = 0;
	for (const event of events) {
		if (Date.now() > deadlineMs) {
			return {
				isDone: false,
				notice: `${taken} of ${events.length} missed events were caught up with. The rest follows ${next}.`,
			};
		}
		asked.note(event.id, Date.now());
		// In their order, and no further than the first that is not taken: nobody listens then.
		if (!(await deliverToSelf(context, endpoint, event))) {
			return {
				isDone: false,
				notice: `${taken} of ${events.length} missed events were caught up with. The next one was not taken by ${endpoint.url}: check that n8n can reach its own webhook URL. It is tried again ${next}.`,
			};
		}
		asked.noteTaken(event.id);
		taken += 1;
	}
	return { isDone: true, notice: `${taken} missed events were caught up with.` };
}

async function askAgain(
	redeliver: Extract<CatchUp, { kind: 'redeliver' }>['redeliver'],
	request: CatchUpRequest,
	{ client, config }: OwnEndpoint,
): Promise<CaughtUp> {
	const { count, isComplete } = await redeliver(client, request);
	const rest = isComplete ? '' : ` The rest follows ${nextTimeOf(config)}.`;
	if (count === 0) return { isDone: isComplete };
	const repeats =
		config.receive.repeats === undefined
			? ' Repeats are not looked for: those that were processed, though the service got no answer, run again.'
			: '';
	return {
		isDone: isComplete,
		notice: `The service was asked to send ${count} missed events again.${repeats + rest}`,
	};
}

async function catchUpBy(
	context: TriggerContext,
	catchUp: CatchUp,
	request: CatchUpRequest,
	endpoint: OwnEndpoint,
	deadlineMs: number,
): Promise<CaughtUp> {
	if (catchUp.kind === 'redeliver') return await askAgain(catchUp.redeliver, request, endpoint);
	const { repeats, scheme } = endpoint.config.receive;
	if (repeats === undefined) {
		return {
			isDone: true,
			notice:
				"Missed events were not caught up with, since repeats are not looked for ('Ignore Duplicates' is off, or 'Recognize Repeats By' is Nothing): some of them may have been processed.",
		};
	}
	// What is fetched is written and signed again: only its id is as it was.
	if (!recognisesById(repeats, scheme)) {
		return {
			isDone: true,
			notice:
				"Missed events were not caught up with, since the option 'Recognize Repeats By' does not go by the ID of the event: some of them may have been processed. Choose Automatic or Delivery ID.",
		};
	}
	const { events, isComplete } = await catchUp.list(endpoint.client, request);
	const sent = await sendMissed(context, endpoint, events, deadlineMs);
	if (isComplete || sent.notice === undefined) return sent;
	return { ...sent, notice: [sent.notice, OLDER_ONES].join(' ') };
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

/** Notes that a trigger catches up; whether it is the first time. */
function noteStart(context: TriggerContext): boolean {
	const id = idOf(context);
	if (caughtUp.has(id)) return false;
	const [oldest] = caughtUp;
	if (caughtUp.size >= MAX_TRIGGERS && oldest !== undefined) caughtUp.delete(oldest);
	caughtUp.add(id);
	return true;
}

// What was said once is not said again at each interval.
const said = new Map<string, string>();

function logOnce(context: TriggerContext, notice: string, isRepeated: boolean): void {
	const id = idOf(context);
	if (isRepeated && said.get(id) === notice) return;
	const [oldest] = said.keys();
	if (said.size >= MAX_TRIGGERS && oldest !== undefined) said.delete(oldest);
	said.set(id, notice);
	logNotices(context, [notice]);
}

/** Never throws; whether nothing is left to be fetched later. */
async function run(
	context: TriggerContext,
	config: TriggerConfig,
	catchUp: CatchUp,
	request: CatchUpRequest,
	deadlineMs = Infinity,
): Promise<boolean> {
	try {
		const endpoint = await openOwnEndpoint(context, config);
		const { isDone, notice } = await catchUpBy(context, catchUp, request, endpoint, deadlineMs);
		const isAboutSettings = notice?.startsWith('Missed events were not') === true;
		if (notice !== undefined) logOnce(context, notice, isAboutSettings);
		return isDone;
	} catch (error) {
		logOnce(context, `Missed events could not be caught up with. ${errorReason(error)}.`, true);
		return false;
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

/**
 * The same, but each time that it is called, and to be waited for.
 *
 * @param sinceMs when the earliest event may have been missed, in milliseconds since 1970
 * @param deadlineMs when to stop; what is left then is for the next time
 * @returns whether nothing is left; `true` where the service tells of nothing that was missed
 */
export async function catchUpNow(
	context: IWebhookFunctions,
	config: TriggerConfig,
	hook: StoredHook,
	sinceMs: number,
	deadlineMs: number,
): Promise<boolean> {
	const catchUp = config.registration?.catchUp;
	if (!catchUp) return true;
	noteStart(context);
	const request = catchUpRequest(context, config, hook, sinceMs);
	return await run(context, config, catchUp, request, deadlineMs);
}
