import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { receive } from '../receive/receive';
import type { Outcome, ReceiveConfig } from '../receive/types';
import { describeRejection } from '../signing/describeRejection';
import { readInboundRequest } from './inbound';
import { createKeySource } from './keySource';
import { accept, refuse } from './reply';

/** The configuration of a trigger, or the sentence that says what to change. */
export type ConfigChoice =
	| { readonly ok: true; readonly config: ReceiveConfig }
	| { readonly ok: false; readonly problem: string };

function explain(outcome: Exclude<Outcome, { kind: 'accepted' }>): {
	code: string;
	explanation: string;
} {
	switch (outcome.kind) {
		case 'badSignature':
			return {
				code: outcome.rejection.reason,
				explanation: describeRejection(outcome.rejection),
			};
		case 'tooLarge':
			return {
				code: outcome.kind,
				explanation: 'The body is larger than n8n accepts.',
			};
		case 'badPayload':
		case 'internalError':
		case 'notConfigured':
			return { code: outcome.kind, explanation: outcome.problem };
	}
}

async function decideOutcome(context: IWebhookFunctions, choice: ConfigChoice): Promise<Outcome> {
	if (!choice.ok) return { kind: 'notConfigured', problem: choice.problem };
	const request = await readInboundRequest(context);
	if (request === 'tooLarge') return { kind: 'tooLarge' };
	const keySource = createKeySource(context, choice.config.scheme, request.receivedAt);
	return await receive(request, choice.config, keySource);
}

async function decideSafely(
	context: IWebhookFunctions,
	readConfig: () => ConfigChoice,
): Promise<Outcome> {
	try {
		return await decideOutcome(context, readConfig());
	} catch (error) {
		// An error that reached n8n would be stored as a failed execution, one for each request.
		const problem = error instanceof Error ? error.message : String(error);
		return {
			kind: 'internalError',
			problem: `The request could not be handled: ${problem}`,
		};
	}
}

/** Handles one request to a trigger, from its bytes to the answer. Never throws. */
export async function receiveWebhook(
	context: IWebhookFunctions,
	readConfig: () => ConfigChoice,
): Promise<IWebhookResponseData> {
	const outcome = await decideSafely(context, readConfig);
	if (outcome.kind === 'accepted') return accept(context, outcome);
	const { code, explanation } = explain(outcome);
	context.logger.warn(`Refused a request to the node "${context.getNode().name}": ${explanation}`, {
		reason: code,
		workflowId: context.getWorkflow().id,
	});
	return refuse(context, outcome.kind);
}
