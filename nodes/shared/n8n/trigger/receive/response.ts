import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { HandshakeResponse } from '../../../receive/handshake';
import { responses } from '../../../receive/responses';
import type { Outcome } from '../../../receive/outcome';

type N8nResponse = ReturnType<IWebhookFunctions['getResponseObject']>;

/** What the sender of an accepted event gets, when the workflow itself does not answer. */
export interface AcceptedResponse {
	readonly statusCode: number;
	/** `undefined` for an empty body, text for plain text, anything else is sent as JSON. */
	readonly body: unknown;
}

/**
 * We have responded ourselves, and nothing starts. In production, handing n8n anything else, an error
 * included, would store an execution, and forged requests could then fill the database.
 */
const responded: IWebhookResponseData = { noWebhookResponse: true };

/** Responds to a request that starts nothing. */
export function respond(
	response: N8nResponse,
	outcome: Exclude<Outcome, { kind: 'accepted' | 'handshake' }>,
): IWebhookResponseData {
	const { statusCode, body } = responses[outcome.kind];
	if ('retryAfterSeconds' in outcome) {
		response.setHeader('Retry-After', String(outcome.retryAfterSeconds));
	}
	if (outcome.kind === 'methodNotAllowed') response.setHeader('Allow', 'POST');
	response.status(statusCode).json(body);
	return responded;
}

/**
 * Makes n8n's own response to a request go nowhere. After an error of a node n8n responds with 500,
 * whether the node has responded or not; a second response to one request would break the connection.
 */
export function keepFirstResponse(response: N8nResponse): void {
	response.json = () => response;
}

/** Responds to a provider that checks the URL. */
export function respondToHandshake(
	response: N8nResponse,
	handshake: HandshakeResponse,
): IWebhookResponseData {
	response.status(handshake.statusCode);
	for (const [name, value] of Object.entries(handshake.headers)) response.setHeader(name, value);
	response.end(handshake.body);
	return responded;
}

function setTextType(response: N8nResponse, body: unknown): void {
	if (typeof body !== 'string') return;
	response.setHeader('Content-Type', 'text/plain; charset=utf-8');
	response.setHeader('X-Content-Type-Options', 'nosniff');
}

const RECEIVED: AcceptedResponse = responses.accepted;

/**
 * Responds to an accepted event that another request took into its execution.
 *
 * @param accepted absent when the workflow answers itself, which it can do only once
 */
export function respondToAccepted(
	response: N8nResponse,
	accepted: AcceptedResponse | undefined,
): IWebhookResponseData {
	const { statusCode, body } = accepted ?? RECEIVED;
	setTextType(response, body);
	response.status(statusCode);
	if (body === undefined || typeof body === 'string') response.end(body ?? '');
	else response.json(body);
	return responded;
}

/**
 * Starts the workflow. n8n answers the sender itself, once the execution is stored.
 *
 * @param accepted absent when the workflow answers itself
 * @param onStored called once the execution is stored, before the sender is answered; not called
 *   when the workflow answers itself
 */
export function start(
	response: N8nResponse,
	accepted: AcceptedResponse | undefined,
	workflowData: INodeExecutionData[][],
	onStored: () => void,
): IWebhookResponseData {
	if (accepted === undefined) return { workflowData };
	setTextType(response, accepted.body);
	let isStored = false;
	return {
		workflowData,
		// n8n tells nobody that the execution is stored, but only then it asks for the answer.
		get webhookResponse() {
			if (!isStored) onStored();
			isStored = true;
			return accepted.body ?? '';
		},
	};
}

/** How a request ended for its sender: with a success that it got whole, or otherwise. */
export async function whenResponded(response: N8nResponse): Promise<'done' | 'released'> {
	if (response.destroyed) return 'released';
	return await new Promise((resolve) => {
		response.once('finish', () => {
			const isSuccess = response.statusCode >= 200 && response.statusCode < 300;
			resolve(isSuccess ? 'done' : 'released');
		});
		response.once('close', () => resolve('released'));
	});
}
