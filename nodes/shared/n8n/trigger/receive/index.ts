import type { IWebhookFunctions, IWebhookResponseData, NodeOperationError } from 'n8n-workflow';
import type { Outcome } from '../../../receive/outcome';
import type { Result } from '../../../result';
import { errorReason } from '../../../text/foreignText';
import type { TriggerConfig } from '../configuration';
import { decide, withNotice } from './decide';
import type { Decided } from './decide';
import { logRequest } from './log';
import { continuesAfterErrors, rejectionError } from './rejectionError';
import { keepFirstResponse, respond } from './response';
import { settle } from './settle';
import type { RejectionNotice } from './explain';
import { receiveOwnCall } from '../watch/receive';
import { recallTrigger } from './state';
import { leftOutError, noteEnd, stillListens } from './testRun';

const internalError = (error: unknown): Extract<Outcome, { kind: 'internalError' }> => ({
	kind: 'internalError',
	problem: `The request could not be handled: ${errorReason(error)}.`,
});

/** Writes the line about a request. A log that cannot be written must not cost an event. */
function logSafely(context: IWebhookFunctions, decided: Decided, startedAt: number): void {
	try {
		logRequest(context, decided, startedAt);
	} catch {
		// Nothing is left to tell it to.
	}
}

/** A request that n8n was told about. */
interface Handled {
	readonly result: IWebhookResponseData;
	/** How it ended; absent for a call of our own. */
	readonly outcome?: Outcome;
	/** Why it was rejected; absent where nothing is wrong. */
	readonly notice?: RejectionNotice | undefined;
}

/** Handles one request to a trigger, from its bytes to the response. Never throws. */
async function handle(
	context: IWebhookFunctions,
	readConfig: () => Result<TriggerConfig>,
): Promise<Handled> {
	const startedAt = Date.now();
	let decided: Decided | undefined;
	try {
		const trigger = recallTrigger(context, readConfig);
		const own = trigger.ok && (await receiveOwnCall(context, trigger.value.config));
		if (own) return { result: own };
		decided = trigger.ok
			? await decide(context, trigger.value)
			: withNotice({ kind: 'notConfigured', problem: trigger.problem });
		const ending = await settle(context, decided);
		// Before the response, so that anyone who has it finds the line.
		logSafely(context, ending, startedAt);
		return { result: ending.respond(), outcome: ending.outcome, notice: ending.notice };
	} catch (error) {
		if (decided?.outcome.kind === 'accepted') decided.outcome.settle('released');
		const failed = withNotice(internalError(error));
		logSafely(context, failed, startedAt);
		const result = respond(context.getResponseObject(), failed.outcome);
		return { result, outcome: failed.outcome, notice: failed.notice };
	}
}

/** What the editor shows at the node about a request that starts nothing, if it ends the listening. */
async function errorInTestRun(
	context: IWebhookFunctions,
	{ outcome, notice }: Handled,
): Promise<NodeOperationError | undefined> {
	const node = context.getNode();
	if (continuesAfterErrors(node)) return undefined;
	if (notice) return rejectionError(node, notice);
	if (outcome?.kind !== 'ignored' || !(await stillListens(context))) return undefined;
	return leftOutError(node, outcome.event);
}

/**
 * Handles one request to a trigger, from its bytes to the response. In production it never throws: an
 * error that reached n8n would be stored as a failed execution, one for each request.
 *
 * @throws {NodeOperationError} in a test run only, when the request was rejected, or its event left
 *   out, and the sender has the response: it ends the listening of the editor, which shows it at the
 *   node. Not where the second output says so.
 */
export async function receiveWebhook(
	context: IWebhookFunctions,
	readConfig: () => Result<TriggerConfig>,
): Promise<IWebhookResponseData> {
	const handled = await handle(context, readConfig);
	const { result } = handled;
	if (context.getMode() !== 'manual') return result;
	const error = result.workflowData ? undefined : await errorInTestRun(context, handled);
	if (error || result.workflowData) noteEnd(context);
	if (!error) return result;
	keepFirstResponse(context.getResponseObject());
	throw error;
}

/**
 * Handles one request to a node that waits: an event ends the wait, and nothing else does. Never
 * throws, in a test run neither: an error would end the wait as well.
 */
export async function receiveCallback(
	context: IWebhookFunctions,
	readConfig: () => Result<TriggerConfig>,
): Promise<IWebhookResponseData> {
	const { result } = await handle(context, readConfig);
	return result;
}
