import { request as openRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as a sender puts it together. */
export interface HttpRequest {
	readonly method: string;
	/** Parameters behind the question mark. */
	readonly query?: Readonly<Record<string, string>>;
	/** A header may come several times. */
	readonly headers?: Readonly<Record<string, string | readonly string[]>>;
	readonly body?: Buffer | string;
}

/** What came back. */
export interface HttpReply {
	readonly statusCode: number;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
}

/** Sends exactly these bytes with exactly these header lines. */
export async function sendRequest(baseUrl: string, request: HttpRequest): Promise<HttpReply> {
	const { method, query, headers = {}, body } = request;
	const url = new URL(baseUrl);
	url.search = new URLSearchParams(query).toString();
	return await new Promise((resolve, reject) => {
		const outgoing = openRequest(url, { method }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
			response.on('error', reject);
			response.on('end', () => {
				resolve({ statusCode: response.statusCode ?? 0, headers: response.headers, text });
			});
		});
		for (const [name, values] of Object.entries(headers)) outgoing.appendHeader(name, values);
		if (body !== undefined) outgoing.setHeader('Content-Length', Buffer.byteLength(body));
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}
