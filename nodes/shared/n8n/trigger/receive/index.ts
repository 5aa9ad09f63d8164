import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { Outcome } from '../../../receive/outcome';
import type { Result } from '../../../result';
import { errorReason } from '../../../text/foreignText';
import type { TriggerConfig } from '../configuration';
import { decide, withNotice } from './decide';
import type { Decided } from './decide';
import { logRequest } from './log';
import { respond } from './response';
import { settle } from './settle';
import { recallTrigger } from './state';

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

/**
 * Handles one request to a trigger, from its bytes to the response. Never throws: an error that
 * reached n8n would be stored as a failed execution, one for each request.
 */
export async function receiveWebhook(
	context: IWebhookFunctions,
	readConfig: () => Result<TriggerConfig>,
): Promise<IWebhookResponseData> {
	const startedAt = Date.now();
	let decided: Decided | undefined;
	try {
		const trigger = recallTrigger(context, readConfig);
		decided = trigger.ok
			? await decide(context, trigger.value)
			: withNotice({ kind: 'notConfigured', problem: trigger.problem });
		const ending = await settle(context, decided);
		// Before the response, so that whoever has that finds the line.
		logSafely(context, ending, startedAt);
		return ending.respond();
	} catch (error) {
		if (decided?.outcome.kind === 'accepted') decided.outcome.settle('released');
		const failed = withNotice(internalError(error));
		logSafely(context, failed, startedAt);
		return respond(context.getResponseObject(), failed.outcome);
	}
}
