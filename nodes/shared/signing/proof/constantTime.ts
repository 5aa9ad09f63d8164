import { createHash, timingSafeEqual } from 'crypto';

// Two buffers per length of signature, used over and over: making new ones takes longer than
// comparing. Nothing can come in between, since all of it happens at once.
const scratch = new Map<number, readonly [Buffer, Buffer]>();
const MAX_SCRATCH_LENGTH = 512;

function buffersOf(length: number): readonly [Buffer, Buffer] {
	let buffers = scratch.get(length);
	if (buffers === undefined) {
		buffers = [Buffer.alloc(length), Buffer.alloc(length)];
		if (length <= MAX_SCRATCH_LENGTH) scratch.set(length, buffers);
	}
	return buffers;
}

/**
 * Whether two ASCII texts are equal, in a time that does not depend on where they differ. Their
 * length is not kept secret: the length of a signature is public. Never throws; a text with other
 * characters is equal to none.
 */
export function constantTimeEqual(left: string, right: string): boolean {
	const { length } = right;
	if (left.length !== length) return false;
	const [leftBytes, rightBytes] = buffersOf(length);
	// A character of several bytes shows as fewer or other bytes written.
	const isWhole = leftBytes.write(left, 'utf8') === length;
	return rightBytes.write(right, 'utf8') === length && isWhole
		? timingSafeEqual(leftBytes, rightBytes)
		: false;
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/**
 * The same for secrets that are sent as they are: not even their length shows, because digests of
 * equal length are compared.
 */
export function constantTimeEqualSecrets(left: string, right: string): boolean {
	return timingSafeEqual(digestOf(left), digestOf(right));
}
