import { request as sendRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';

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
