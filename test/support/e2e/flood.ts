import { Agent, request as sendRequest } from 'node:http';
import { createHmac } from 'node:crypto';

/** A request that is ready to be sent. */
export interface PreparedRequest {
	readonly body: Buffer;
	readonly headers: Readonly<Record<string, string>>;
}

/** A plain request as `hmac-sha256-hex` signs it, whose item has this id. */
export function signedEvent(id: string, secret: string, fields: object = {}): PreparedRequest {
	const body = Buffer.from(JSON.stringify({ id, type: 'order.paid', ...fields }));
	return {
		body,
		headers: {
			'content-type': 'application/json',
			'x-signature': createHmac('sha256', secret).update(body).digest('hex'),
		},
	};
}

/** Sends one request; 0 when the connection broke before an answer came. */
async function send(
	url: string,
	{ body, headers }: PreparedRequest,
	agent: Agent,
): Promise<number> {
	return await new Promise((resolve) => {
		const request = sendRequest(url, { method: 'POST', agent, headers }, (response) => {
			response.resume();
			response.on('end', () => resolve(response.statusCode ?? 0));
			response.on('error', () => resolve(0));
		});
		request.on('error', () => resolve(0));
		request.end(body);
	});
}

/**
 * Sends many requests over a fixed number of connections, each of which sends its share one after
 * another.
 *
 * @returns the status codes, in the order of the requests
 */
export async function sendAll(
	url: string,
	requests: readonly PreparedRequest[],
	connections: number,
): Promise<number[]> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const statusCodes: number[] = [];
	const lanes = Array.from({ length: connections }, async (_, lane) => {
		for (let index = lane; index < requests.length; index += connections) {
			statusCodes[index] = await send(url, requests[index] as PreparedRequest, agent);
		}
	});
	await Promise.all(lanes);
	agent.destroy();
	return statusCodes;
}

/** How often each value occurs. */
export function countBy<T>(values: readonly T[]): Map<T, number> {
	const counts = new Map<T, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}
