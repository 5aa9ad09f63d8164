import { createServer, request as sendRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer to a request of ours. */
export interface Answer {
	readonly statusCode: number;
	readonly body: string;
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** Posts exactly these bytes with exactly these header lines, repeated ones included. */
export async function post(
	url: string,
	body: Buffer,
	headers: ReadonlyArray<readonly [string, string]>,
): Promise<Answer> {
	const lines = [...headers, ['Content-Length', String(body.length)] as const];
	return await new Promise((resolve, reject) => {
		const request = sendRequest(url, { method: 'POST' }, (response) => {
			readAll(response).then((bytes) => {
				resolve({ statusCode: response.statusCode ?? 0, body: bytes.toString('utf8') });
			}, reject);
		});
		for (const [name, value] of lines) request.appendHeader(name, value);
		request.on('error', reject);
		request.end(body);
	});
}

/** A request that a receiver got. */
export interface ReceivedRequest {
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
	/** In milliseconds since 1970. */
	readonly receivedAt: number;
}

/** A local receiver of webhooks. */
export interface Receiver {
	readonly url: string;
	readonly requests: ReceivedRequest[];
	readonly close: () => Promise<void>;
}

/**
 * Starts a receiver on the loopback address.
 *
 * @param answer writes the answer; gets the number of the request, which starts at 1
 */
export async function startReceiver(
	answer: (response: ServerResponse, requestNumber: number) => void,
): Promise<Receiver> {
	const requests: ReceivedRequest[] = [];
	const server = createServer((request, response) => {
		void readAll(request).then((body) => {
			requests.push({ headers: request.headers, body, receivedAt: Date.now() });
			answer(response, requests.length);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/hook`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Answers the given statuses one after another, and the last one from then on. */
export const answering =
	(...statusCodes: [number, ...number[]]) =>
	(response: ServerResponse, requestNumber: number): void => {
		const statusCode = statusCodes[Math.min(requestNumber, statusCodes.length) - 1];
		response.writeHead(statusCode ?? 500, { 'content-type': 'application/json' });
		response.end('{"ok":true}');
	};
