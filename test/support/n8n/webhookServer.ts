import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { IDataObject, IWebhookResponseData } from 'n8n-workflow';
import { sendRequest } from './httpClient';
import type { HttpRequest } from './httpClient';
import type { LogEntry } from './logs';
import { HttpError, prepareLikeN8n } from './requestBody';
import type { N8nRequest } from './requestBody';
import { listen } from './servers';

/** What a node made of a request. */
export interface Outcome {
	/** What it gave to n8n; absent when n8n answered without the node. */
	readonly result?: IWebhookResponseData;
	/** The status with which n8n answers for the node. Default: 200. */
	readonly responseCode?: number;
	readonly logs: readonly LogEntry[];
	/** What it threw, after it had answered the sender itself. */
	readonly error?: unknown;
}

/** One request to a trigger, seen from all sides. */
export interface Exchange extends Outcome {
	readonly statusCode: number;
	readonly headers: IncomingHttpHeaders;
	/** The body of the answer. */
	readonly text: string;
	/** The same as a value, where it is JSON. */
	readonly answer: unknown;
	/** The item that starts the workflow; absent when nothing starts. */
	readonly item?: IDataObject;
	/** The item of the second output. */
	readonly rejected?: IDataObject;
}

/** Sends any request. */
export type Send = (request: HttpRequest) => Promise<Exchange>;

/** Sends these bytes with these headers; a header may come several times. */
export type Post = (
	body: Buffer | string,
	headers: Readonly<Record<string, string | readonly string[]>>,
) => Promise<Exchange>;

/** Runs a node for a request. */
export type RunNode = (request: N8nRequest, response: ServerResponse) => Promise<Outcome>;

function sendJson(response: ServerResponse, statusCode: number, body: unknown): void {
	response.writeHead(statusCode, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

type ExpressResponse = ServerResponse & {
	status: (statusCode: number) => ExpressResponse;
	json: (body: unknown) => ExpressResponse;
};

/** Adds the two methods of an Express response that nodes use for answers of their own. */
function likeExpress(response: ServerResponse): ExpressResponse {
	return Object.assign(response, {
		status(this: ExpressResponse, statusCode: number) {
			response.statusCode = statusCode;
			return this;
		},
		json(this: ExpressResponse, body: unknown) {
			sendJson(response, response.statusCode, body);
			return this;
		},
	});
}

/** Answers for a node, with what it gave n8n for that. Express takes a bare text for a page. */
function respond(response: ServerResponse, { result, responseCode = 200 }: Outcome): void {
	const body: unknown = result?.webhookResponse;
	if (typeof body !== 'string') {
		sendJson(response, responseCode, body);
		return;
	}
	if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/html');
	response.statusCode = responseCode;
	response.end(body);
}

/** Handles a request as n8n does for a node that answers through n8n when it has started. */
async function handle(
	runNode: RunNode,
	maxBodyBytes: number,
	request: N8nRequest,
	response: ServerResponse,
): Promise<Outcome> {
	try {
		await prepareLikeN8n(request, maxBodyBytes);
	} catch (error) {
		if (!(error instanceof HttpError)) throw error;
		sendJson(response, error.status, { message: error.message });
		return { logs: [] };
	}
	// What Express adds to a request.
	Object.assign(request, { originalUrl: request.url, ip: request.socket.remoteAddress });
	const withExpress = likeExpress(response);
	const outcome = await runNode(request, withExpress).catch((error: unknown): Outcome => {
		if (!response.headersSent) throw error;
		// As n8n does after any error.
		withExpress.status(500).json({ message: 'Workflow could not be started!' });
		return { result: { noWebhookResponse: true }, logs: [], error };
	});
	if (outcome.result?.noWebhookResponse !== true) respond(response, outcome);
	return outcome;
}

function parseAnswer({ headers, text }: Pick<Exchange, 'headers' | 'text'>): unknown {
	const isJson = headers['content-type']?.startsWith('application/json') && text !== '';
	return isJson ? (JSON.parse(text) as unknown) : undefined;
}

/**
 * Serves a node over real HTTP until the test has ended. Of several requests at the same time, all
 * get their own answer, but what the node made of them is known of the last one only.
 *
 * @param maxBodyBytes longer bodies are refused
 */
export async function serveWebhook(
	runNode: RunNode,
	maxBodyBytes: number,
): Promise<Send & { readonly url: string }> {
	let handled: Promise<Outcome> | undefined;
	const server = createServer((request, response) => {
		handled = handle(runNode, maxBodyBytes, request, response);
		handled.catch((error: unknown) => response.destroy(error as Error));
	});
	const port = await listen(server);
	const url = `http://127.0.0.1:${port}`;
	const send: Send = async (request) => {
		const reply = await sendRequest(`${url}/`, request);
		const { result, logs, error } = (await handled) ?? { logs: [] };
		const rejected = result?.workflowData?.[1]?.[0]?.json;
		return {
			...reply,
			result,
			logs,
			...(error !== undefined && { error }),
			answer: parseAnswer(reply),
			// A node that passes its items on leaves out of the first output what is for the second.
			item: rejected ? undefined : result?.workflowData?.[0]?.[0]?.json,
			rejected,
		};
	};
	return Object.assign(send, { url });
}

/** The same for POST alone. */
export const posting =
	(send: Send): Post =>
	async (body, headers) =>
		await send({ method: 'POST', body, headers });
