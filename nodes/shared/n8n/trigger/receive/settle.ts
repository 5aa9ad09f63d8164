import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import type { Outcome } from '../../../receive/outcome';
import type { ReceivedEvent } from '../../../receive/event';
import { startCatchingUp, wasCaughtUp } from '../registration/catchUp';
import { storeConfirmed } from './confirmedEvents';
import { withNotice } from './decide';
import type { Decided } from './decide';
import { claimsOf, stamped, THIS_PROCESS } from '../claims/stamp';
import { rejectedItem, rejectedOutput } from './rejectedItem';
import { respond, respondToAccepted, respondToHandshake, start, whenResponded } from './response';
import type { PendingEvent, TriggerState } from './state';

type Accepted = Extract<Outcome, { kind: 'accepted' }>;

/** How a request ends, and how its sender and n8n learn of it. */
export interface Ending extends Decided {
	readonly respond: () => IWebhookResponseData;
}

const BATCH_FAILED = { kind: 'busy', reason: 'batch', retryAfterSeconds: 1 } as const;

const toItem = (context: IWebhookFunctions, event: ReceivedEvent): INodeExecutionData => ({
	json: {
		...(event as unknown as IDataObject),
		...(wasCaughtUp(context, event.id) && { caughtUp: true }),
	},
});

/** The items of a request, with what tells copies of it apart that other processes have got. */
function toItems(
	context: IWebhookFunctions,
	{ event, others = [], keys }: PendingEvent,
	{ config, claims }: TriggerState,
): INodeExecutionData[] {
	const items = [event, ...others].map((each) => toItem(context, each));
	const nowMs = Date.now();
	const names = claimsOf(keys, nowMs);
	// Where the workflow answers, it may fail, and the sender comes again: that is no copy. And of all
	// requests to an execution that waits, n8n's database lets one through.
	if (names.length === 0 || !config.response || config.resumes) return items;
	const forget = names.flatMap((name) => claims.add(name, nowMs));
	const stamp = { process: THIS_PROCESS, claims: names, forget };
	return items.map((item) => stamped(item, stamp));
}

/** Starts one execution with these events, and settles them when its sender has the response. */
function startExecution(
	context: IWebhookFunctions,
	trigger: TriggerState,
	events: readonly PendingEvent[],
): IWebhookResponseData {
	const { config, checks } = trigger;
	const { deduplicator } = checks;
	const onStored = (): void => {
		if (!deduplicator) return;
		const keys = events.flatMap((event) => event.keys);
		storeConfirmed(context, deduplicator, keys, Date.now());
	};
	const items = events.flatMap((event) => toItems(context, event, trigger));
	const before = Array.from(
		{ length: config.resumes?.output ?? 0 },
		(): INodeExecutionData[] => [],
	);
	return start(context.getResponseObject(), config.response, [...before, items], onStored);
}

/** The first request of a batch starts the execution for all; the others get a response after it. */
async function joinBatch(
	context: IWebhookFunctions,
	decided: Decided<Accepted>,
	trigger: TriggerState,
	batcher: NonNullable<TriggerState['batcher']>,
): Promise<Ending> {
	const response = context.getResponseObject();
	// Listened to before the wait: the sender may hang up while the batch fills.
	const responded = whenResponded(response);
	const batch = await batcher.join(decided.outcome);
	if (batch.role === 'follower') {
		return batch.outcome === 'done'
			? { ...decided, respond: () => respondToAccepted(response, trigger.config.response) }
			: {
					...decided,
					...withNotice(BATCH_FAILED),
					respond: () => respond(response, BATCH_FAILED),
				};
	}
	void responded.then((result) => {
		for (const { settle: settleEvent } of batch.entries) settleEvent(result);
		batch.settle(result === 'done' ? 'done' : 'failed');
	});
	return { ...decided, respond: () => startExecution(context, trigger, batch.entries) };
}

async function settleAccepted(
	context: IWebhookFunctions,
	decided: Decided<Accepted>,
	trigger: TriggerState,
): Promise<Ending> {
	const { outcome } = decided;
	const { batcher, config } = trigger;
	// Recent versions of n8n tell a trigger when its workflow is published, but not when n8n starts.
	startCatchingUp(context, config);
	if (batcher) return await joinBatch(context, decided, trigger, batcher);
	void whenResponded(context.getResponseObject()).then(outcome.settle);
	return { ...decided, respond: () => startExecution(context, trigger, [outcome]) };
}

/** Ends a request that starts nothing; the second output may tell about it. */
function settleOther(
	context: IWebhookFunctions,
	decided: Decided<Exclude<Outcome, Accepted>>,
): Ending {
	const { outcome, trigger, request, notice } = decided;
	const response = context.getResponseObject();
	if (outcome.kind === 'handshake') {
		return { ...decided, respond: () => respondToHandshake(response, outcome.response) };
	}
	const deduplicator = trigger?.checks.deduplicator;
	// Nothing starts here, so nothing can fail any more: a good moment to store what is known.
	if (outcome.kind === 'duplicate' && deduplicator && request) {
		storeConfirmed(context, deduplicator, [], request.receivedAt);
	}
	const item =
		trigger?.config.outputRejected && notice
			? rejectedItem(trigger, outcome, notice, request)
			: undefined;
	return {
		...decided,
		respond: () => ({
			...respond(response, outcome),
			...(item && { workflowData: rejectedOutput(item) }),
		}),
	};
}

/**
 * Does what follows from the decision about a request: an event starts the workflow, alone or with a
 * batch. All that is left to do is to respond.
 */
export async function settle(context: IWebhookFunctions, decided: Decided): Promise<Ending> {
	const { outcome, trigger } = decided;
	if (outcome.kind !== 'accepted') return settleOther(context, { ...decided, outcome });
	if (trigger) return await settleAccepted(context, { ...decided, outcome }, trigger);
	throw new Error('An event was accepted by no trigger');
}
