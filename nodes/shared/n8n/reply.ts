import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { answers } from '../receive/responses';
import type { Outcome } from '../receive/types';

/**
 * Refuses a request: answers it ourselves and starts nothing. Handing n8n anything else, an error
 * included, would store an execution, and forged requests could then fill the database.
 */
export function refuse(
	context: IWebhookFunctions,
	kind: Exclude<Outcome['kind'], 'accepted'>,
): IWebhookResponseData {
	const { statusCode, body } = answers[kind];
	context.getResponseObject().status(statusCode).json(body);
	return { noWebhookResponse: true };
}

/** Starts the workflow with a verified event. n8n answers the sender once that is stored. */
export function accept(
	context: IWebhookFunctions,
	{ event }: Extract<Outcome, { kind: 'accepted' }>,
): IWebhookResponseData {
	return {
		webhookResponse: answers.accepted.body,
		workflowData: [context.helpers.returnJsonArray(event as unknown as IDataObject)],
	};
}
