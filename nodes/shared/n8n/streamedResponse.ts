/** An answer of n8n's HTTP helper whose body is still to be read. */
export interface StreamedResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: AsyncIterable<Buffer> & { readonly destroy?: () => unknown };
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
 * @throws when the answer breaks off
 */
export async function readBounded(
	body: AsyncIterable<Buffer>,
	maxBytes: number,
): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let byteLength = 0;
	for await (const chunk of body) {
		byteLength += chunk.length;
		// Leaving the loop closes the stream.
		if (byteLength > maxBytes) return undefined;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
