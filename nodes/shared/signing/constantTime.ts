import { timingSafeEqual } from 'crypto';

/**
 * Whether two texts are equal, in a time that does not depend on where they differ. Their length
 * is not kept secret: the length of a signature is public. Never throws.
 */
export function constantTimeEqual(left: string, right: string): boolean {
	const leftBytes = Buffer.from(left, 'utf8');
	const rightBytes = Buffer.from(right, 'utf8');
	return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
