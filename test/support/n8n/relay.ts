import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from './servers';
import { startTrigger } from './trigger';
import type { TriggerSetup } from './trigger';
import type { Exchange } from './webhookServer';

/** A trigger with an address to which any sender can send. */
export interface ReachableTrigger {
	readonly url: string;
	/** What the trigger made of every request so far, in order. */
	readonly exchanges: readonly Exchange[];
}

// Those of a connection, which the relay makes anew.
const OWN_HEADERS = ['connection', 'content-length', 'host', 'transfer-encoding'];

async function readBody(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** Starts a Signed Webhook Trigger that runs until the test has ended. */
export async function startReachableTrigger(setup: TriggerSetup): Promise<ReachableTrigger> {
	const trigger = await startTrigger(setup);
	const exchanges: Exchange[] = [];
	const relay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const headers = Object.entries(request.headersDistinct).flatMap(([name, values]) =>
			values === undefined || OWN_HEADERS.includes(name) ? [] : [[name, values] as const],
		);
		const exchange = await trigger.send({
			method: request.method ?? '',
			headers: Object.fromEntries(headers),
			body: await readBody(request),
		});
		exchanges.push(exchange);
		response.writeHead(exchange.statusCode, { 'content-type': 'application/json' });
		response.end(exchange.text);
	};
	const server = createServer((request, response) => {
		relay(request, response).catch((error: unknown) => response.destroy(error as Error));
	});
	return { url: `http://127.0.0.1:${await listen(server)}/hook`, exchanges };
}
