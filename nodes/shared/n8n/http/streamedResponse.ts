/** An answer of n8n's HTTP helper whose body is still to be read. */
export interface StreamedResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: NodeJS.ReadableStream & {
		readonly destroy?: () => unknown;
		/** Names and values in turn, as they came; absent when the answer was compressed. */
		readonly rawHeaders?: readonly string[];
	};
}

const RETRY_AFTER = 'retry-after';

/** Node keeps the first of several, and only the longest wait is right for all of them. */
function retryAfterIn(rawHeaders: readonly string[]): string | undefined {
	const values = rawHeaders.filter(
		(_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === RETRY_AFTER,
	);
	return values.length > 1 ? values.join(', ') : undefined;
}

/**
 * The headers of an answer by lower-case name; repeated ones are joined.
 *
 * @param rawHeaders names and values in turn, as they came. Default: they are not known.
 */
export function flattenHeaders(
	headers: StreamedResponse['headers'],
	rawHeaders: readonly string[] = [],
): Record<string, string> {
	const flat = Object.fromEntries(
		Object.entries(headers)
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
	const retryAfter = retryAfterIn(rawHeaders);
	return retryAfter === undefined ? flat : { ...flat, [RETRY_AFTER]: retryAfter };
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
