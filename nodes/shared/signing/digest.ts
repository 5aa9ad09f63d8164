import { createHmac } from 'crypto';
import type { KeyObject } from 'crypto';
import type { SignatureAlgorithm, SignatureScheme } from './types';

/** What is signed: the exact bytes of the body, and id and timestamp as they stand in the headers. */
export interface SignedMessage {
	readonly body: Buffer;
	readonly id?: string | undefined;
	readonly timestamp?: string | undefined;
}

const SIGNATURE_BYTES: Readonly<Record<SignatureAlgorithm['hash'], number>> = {
	sha256: 32,
};

/** Number of bytes of a signature of this algorithm. */
export function signatureByteLength(algorithm: SignatureAlgorithm): number {
	return SIGNATURE_BYTES[algorithm.hash];
}

/** The signature of a message, encoded as the scheme writes it. */
export function computeSignature(
	scheme: SignatureScheme,
	key: KeyObject,
	message: SignedMessage,
): string {
	const hmac = createHmac(scheme.algorithm.hash, key);
	let text = '';
	for (const part of scheme.content) {
		if (part === 'body') {
			// Header text is latin1 on the wire: this restores the bytes that the sender signed.
			if (text !== '') hmac.update(text, 'latin1');
			text = '';
			hmac.update(message.body);
		} else if (part === 'id') text += message.id ?? '';
		else if (part === 'timestamp') text += message.timestamp ?? '';
		else text += part.literal;
	}
	if (text !== '') hmac.update(text, 'latin1');
	return hmac.digest(scheme.encoding);
}
