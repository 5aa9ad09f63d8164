import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { receive } from '../../receive/receive';
import type { InboundRequest, KeySource, Outcome, ReceivedEvent } from '../../receive/types';
import type { RejectReason } from '../../signing/types';
import { audit } from './audit';
import type { AuditFacts, Refusal } from './audit';
import { startCatchingUp } from './catchUp';
import { recallConfirmed, storeConfirmed } from './confirmedEvents';
import { explainOutcome, explainRejection } from './explainOutcome';
import { readInboundRequest } from './inbound';
import { createKeySource } from './keySource';
import { createNodeMemory } from './nodeMemory';
import { rejectedItem } from './rejectedItem';
import { refusalError } from './refusalError';
import {
	answer,
	answerAccepted,
	answerHandshake,
	keepFirstAnswer,
	start,
	whenAnswered,
} from './reply';
import type { ConfigChoice } from './triggerConfig';
import { createTrigger } from './triggerRuntime';
import type { PendingEvent, TriggerChoice, TriggerRuntime } from './triggerRuntime';
import { errorReason } from '../../text/foreignText';

type Accepted = Extract<Outcome, { kind: 'accepted' }>;

/** A request that was decided about, and what is known about it by then. */
interface Decided {
	readonly outcome: Outcome;
	readonly runtime?: TriggerRuntime;
	readonly request?: InboundRequest;
	/** Why it was refused; absent where nothing is wrong. */
	readonly refusal?: Refusal | undefined;
}

/** How a request ends, and how its sender and n8n are told. */
interface Ending {
	readonly outcome: Outcome;
	readonly answer: () => IWebhookResponseData;
}

/** Failed checks that look different when the signature turns out to be right. */
const NEEDS_KEYS: ReadonlySet<RejectReason> = new Set([
	'noMatch',
	'timestampTooNew',
	'timestampTooOld',
]);

const BATCH_FAILED = { kind: 'busy', reason: 'batch', retryAfterSeconds: 1 } as const;

const memory = createNodeMemory<TriggerChoice>();

const isTestRun = (context: IWebhookFunctions): boolean => context.getMode() === 'manual';

const withRefusal = (outcome: Outcome): Decided => ({ outcome, refusal: explainOutcome(outcome) });

/** Looks for the cause of a failed check, unless that was done too often a moment ago. */
async function explain(
	outcome: Outcome,
	request: InboundRequest,
	{ config, diagnoses }: TriggerRuntime,
	keySource: KeySource,
): Promise<Refusal | undefined> {
	if (outcome.kind !== 'badSignature') return explainOutcome(outcome);
	if (!diagnoses.take('', request.receivedAt).ok) return explainOutcome(outcome);
	// Headers that cannot be genuine must not cost a look at the credential; a late request may be.
	const lookup = NEEDS_KEYS.has(outcome.rejection.reason) ? await keySource.current() : undefined;
	return explainRejection(config.receive, outcome, lookup?.ok ? lookup.keys : []);
}

async function decide(
	context: IWebhookFunctions,
	readConfig: () => ConfigChoice,
): Promise<Decided> {
	const trigger = memory.recall(context, (previous) => createTrigger(readConfig(), previous));
	if (!trigger.ok) return withRefusal({ kind: 'notConfigured', problem: trigger.problem });
	const { runtime } = trigger;
	const { config, state } = runtime;
	const request = await readInboundRequest(context, config.request);
	if (request === 'tooLarge') return { ...withRefusal({ kind: 'tooLarge' }), runtime };
	const { deduplicator } = state;
	if (deduplicator && !isTestRun(context)) {
		recallConfirmed(context, deduplicator, request.receivedAt);
	}
	const keySource = createKeySource(context, config, request.receivedAt);
	// Whoever builds a workflow sends the same test event again and again.
	const memoryOfEvents = isTestRun(context) ? { ...state, deduplicator: undefined } : state;
	const outcome = await receive(request, config.receive, keySource, memoryOfEvents);
	// Nothing starts here, so nothing can fail any more: a good moment to store what is known.
	if (memoryOfEvents.deduplicator && outcome.kind === 'duplicate') {
		storeConfirmed(context, memoryOfEvents.deduplicator, [], request.receivedAt);
	}
	const refusal = await explain(outcome, request, runtime, keySource);
	return { outcome, runtime, request, refusal };
}

const toItem = (event: ReceivedEvent): INodeExecutionData => ({
	json: event as unknown as IDataObject,
});

/** Starts one execution with these events, and settles them when its sender was answered. */
function startExecution(
	context: IWebhookFunctions,
	{ config, state }: TriggerRuntime,
	events: readonly PendingEvent[],
): IWebhookResponseData {
	const { deduplicator } = state;
	const onStored = (): void => {
		if (!deduplicator || isTestRun(context)) return;
		const keys = events.flatMap((event) => event.keys);
		storeConfirmed(context, deduplicator, keys, Date.now());
	};
	const items = events.map(({ event }) => toItem(event));
	return start(context.getResponseObject(), config.response, [items], onStored);
}

/** The first request of a batch starts the execution for all; the others are answered after it. */
async function joinBatch(
	context: IWebhookFunctions,
	runtime: TriggerRuntime,
	batcher: NonNullable<TriggerRuntime['batcher']>,
	outcome: Accepted,
): Promise<Ending> {
	const response = context.getResponseObject();
	// Listened to before the wait: the sender may hang up while the batch fills.
	const answered = whenAnswered(response);
	const batch = await batcher.join(outcome);
	if (batch.role === 'follower') {
		return batch.outcome === 'done'
			? { outcome, answer: () => answerAccepted(response, runtime.config.response) }
			: { outcome: BATCH_FAILED, answer: () => answer(response, BATCH_FAILED) };
	}
	void answered.then((result) => {
		for (const { settle } of batch.entries) settle(result);
		batch.settle(result === 'done' ? 'done' : 'failed');
	});
	return { outcome, answer: () => startExecution(context, runtime, batch.entries) };
}

async function startWorkflow(
	context: IWebhookFunctions,
	runtime: TriggerRuntime,
	outcome: Accepted,
): Promise<Ending> {
	const { batcher, config } = runtime;
	// Recent versions of n8n tell a trigger when its workflow is published, but not when n8n starts.
	startCatchingUp(context, config);
	if (batcher && !isTestRun(context)) return await joinBatch(context, runtime, batcher, outcome);
	void whenAnswered(context.getResponseObject()).then(outcome.settle);
	return { outcome, answer: () => startExecution(context, runtime, [outcome]) };
}

/** Answers a request that starts nothing; the second output may tell about it. */
function answerOnly(
	context: IWebhookFunctions,
	outcome: Exclude<Outcome, Accepted>,
	{ runtime, request, refusal }: Decided,
): Ending {
	const response = context.getResponseObject();
	if (outcome.kind === 'handshake') {
		return { outcome, answer: () => answerHandshake(response, outcome.reply) };
	}
	const item =
		runtime?.config.outputRejected && refusal
			? rejectedItem(runtime, outcome, refusal, request)
			: undefined;
	return {
		outcome,
		answer: () => ({ ...answer(response, outcome), ...(item && { workflowData: [[], [item]] }) }),
	};
}

async function act(context: IWebhookFunctions, decided: Decided): Promise<Ending> {
	const { outcome, runtime } = decided;
	if (outcome.kind !== 'accepted') return answerOnly(context, outcome, decided);
	if (runtime) return await startWorkflow(context, runtime, outcome);
	throw new Error('An event was accepted by no trigger');
}

function failed(error: unknown): Extract<Outcome, { kind: 'internalError' }> {
	return {
		kind: 'internalError',
		problem: `The request could not be handled: ${errorReason(error)}.`,
	};
}

/** Writes the line about a request. A log that cannot be written must not cost an event. */
function auditSafely(context: IWebhookFunctions, facts: AuditFacts): void {
	try {
		audit(context, facts);
	} catch {
		// Nothing is left to tell it to.
	}
}

/** What n8n gets for a request, and why it was refused. */
interface Handled {
	readonly result: IWebhookResponseData;
	readonly refusal?: Refusal | undefined;
}

/** Handles one request to a trigger, from its bytes to the answer. Never throws. */
async function handle(
	context: IWebhookFunctions,
	readConfig: () => ConfigChoice,
): Promise<Handled> {
	const startedAt = Date.now();
	let decided: Decided | undefined;
	try {
		decided = await decide(context, readConfig);
		const ending = await act(context, decided);
		const { outcome } = ending;
		const refusal = outcome === decided.outcome ? decided.refusal : explainOutcome(outcome);
		const { request, runtime } = decided;
		// Before the answer, so that whoever has that finds the line.
		auditSafely(context, { outcome, refusal, request, config: runtime?.config, startedAt });
		return { result: ending.answer(), refusal };
	} catch (error) {
		if (decided?.outcome.kind === 'accepted') decided.outcome.settle('released');
		const outcome = failed(error);
		const refusal = explainOutcome(outcome);
		auditSafely(context, { outcome, refusal, startedAt });
		return { result: answer(context.getResponseObject(), outcome), refusal };
	}
}

/**
 * Handles one request to a trigger, from its bytes to the answer. In production it never throws: an
 * error that reached n8n would be stored as a failed execution, one for each request.
 *
 * @throws {NodeOperationError} in a test run only, when the request was refused and answered: it
 *   ends the listening of the editor, which shows it at the node. Not where the second output tells.
 */
export async function receiveWebhook(
	context: IWebhookFunctions,
	readConfig: () => ConfigChoice,
): Promise<IWebhookResponseData> {
	const { result, refusal } = await handle(context, readConfig);
	if (!refusal || result.workflowData || !isTestRun(context)) return result;
	const error = refusalError(context.getNode(), refusal);
	if (!error) return result;
	keepFirstAnswer(context.getResponseObject());
	throw error;
}
