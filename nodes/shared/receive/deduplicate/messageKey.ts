import { createHash } from 'crypto';

const KEY_BYTES = 12;

/** Length of a message key as text. */
export const MESSAGE_KEY_LENGTH = 16;

/**
 * A short name for a message: 96 bits of SHA-256 as 16 characters of base64. Among a million
 * messages the chance that any two share one is below one in 10^16.
 *
 * @param parts joined with their lengths, so that no two lists of parts give the same name
 */
export function messageKey(parts: ReadonlyArray<string | Buffer>): string {
	const hash = createHash('sha256');
	for (const part of parts) {
		const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
		hash.update(`${bytes.length}:`);
		hash.update(bytes);
	}
	return hash.digest().subarray(0, KEY_BYTES).toString('base64');
}
