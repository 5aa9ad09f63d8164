import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import { join } from 'node:path';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface ReceivedRequest {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	/** Names and values in turn, in the spelling of the sender. */
	readonly rawHeaders: readonly string[];
	readonly body: Buffer;
	/** In milliseconds since 1970. */
	readonly receivedAt: number;
}

/** Answers a request; its number starts at 1. */
export type Answer = (response: ServerResponse, requestNumber: number) => void;

/** A local receiver of webhooks. */
export interface Receiver {
	readonly url: string;
	/** Every request so far. */
	readonly requests: readonly ReceivedRequest[];
	/** Ends it before the tests of the file are over. */
	readonly close: () => Promise<void>;
}

const running = new Set<Server>();

async function close(server: Server): Promise<void> {
	if (!running.delete(server)) return;
	const closed = new Promise((resolve) => server.close(resolve));
	server.closeAllConnections();
	await closed;
}

afterAll(async () => {
	await Promise.all([...running].map(close));
});

async function listen(server: Server): Promise<number> {
	running.add(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

/** A key for tests only, and its certificate, signed by itself and by nobody else. */
const selfSigned = readFileSync(join(__dirname, 'selfSigned.pem'));

async function readRequest(request: IncomingMessage): Promise<ReceivedRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return {
		method: request.method ?? '',
		path: request.url ?? '',
		headers: request.headers,
		rawHeaders: request.rawHeaders,
		body: Buffer.concat(chunks),
		receivedAt: Date.now(),
	};
}

/** Starts a receiver that runs until the tests of the file are over. */
export async function startReceiver(
	answer: Answer = answering(200),
	{ tls = false }: { readonly tls?: boolean | ServerOptions } = {},
): Promise<Receiver> {
	const requests: ReceivedRequest[] = [];
	const handle = (request: IncomingMessage, response: ServerResponse): void => {
		void readRequest(request).then((received) => {
			requests.push(received);
			answer(response, requests.length);
		});
	};
	const server = tls
		? createHttpsServer(tls === true ? { key: selfSigned, cert: selfSigned } : tls, handle)
		: createServer(handle);
	const port = await listen(server);
	return {
		url: `http${tls ? 's' : ''}://127.0.0.1:${port}/hook`,
		requests,
		close: async () => await close(server),
	};
}

/** Answers with these statuses one after another, and with the last one from then on. */
export const answering =
	(...statusCodes: [number, ...number[]]): Answer =>
	(response, requestNumber) => {
		const statusCode = statusCodes[Math.min(requestNumber, statusCodes.length) - 1] as number;
		response.writeHead(statusCode, { 'content-type': 'application/json' });
		response.end('{"ok":true}');
	};

/** The address of a local port at which nothing listens. */
export async function refusingUrl(): Promise<string> {
	const server = createServer();
	const port = await listen(server);
	await close(server);
	return `http://127.0.0.1:${port}/hook`;
}
