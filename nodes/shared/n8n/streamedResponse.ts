/** An answer of n8n's HTTP helper whose body is still to be read. */
export interface StreamedResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: NodeJS.ReadableStream & { readonly destroy?: () => unknown };
}

/** The headers of an answer by lower-case name; repeated ones are joined. */
export function flattenHeaders(headers: StreamedResponse['headers']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

/**
 * Reads a body up to a size; `undefined` when it is longer, and then the rest is never read.
 *
 * @param hangUp ends the connection when the body is too long. Default: it closes the body, which
 *   does so only once the other side sends more.
 * @throws when the answer breaks off
 */
export async function readBounded(
	body: StreamedResponse['body'],
	maxBytes: number,
	hangUp: () => void = () => body.destroy?.(),
): Promise<Buffer | undefined> {
	return await new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let byteLength = 0;
		body.on('data', (chunk: Buffer) => {
			byteLength += chunk.length;
			if (byteLength <= maxBytes) {
				chunks.push(chunk);
				return;
			}
			resolve(undefined);
			hangUp();
		});
		body.on('end', () => resolve(Buffer.concat(chunks)));
		body.on('error', reject);
		body.on('close', () => reject(new Error('The answer broke off')));
	});
}
