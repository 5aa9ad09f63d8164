import { createHmac, sign, verify } from 'crypto';
import type { KeyObject } from 'crypto';
import { constantTimeEqual, constantTimeEqualSecrets } from './constantTime';
import { contentBytes, writeContent } from '../content';
import type { SignedMessage } from '../content';
import { createJwt, findJwtProblem } from './jwt';
import type { SignatureAlgorithm, SignatureScheme } from '../scheme';
import type { RejectReason } from '../rejection';

const HMAC_BYTES = { sha1: 20, sha256: 32, sha512: 64 } as const;
const ED25519_BYTES = 64;

/** Number of bytes of a signature of this algorithm; `undefined` where it varies. */
export function signatureByteLength(algorithm: SignatureAlgorithm): number | undefined {
	switch (algorithm.kind) {
		case 'hmac':
			return HMAC_BYTES[algorithm.hash];
		case 'ed25519':
			return ED25519_BYTES;
		case 'ecdsa':
		case 'jwt':
		case 'none':
		case 'rsa':
		case 'token':
			return undefined;
	}
}

function computeHmac(
	scheme: SignatureScheme,
	hash: string,
	key: KeyObject,
	message: SignedMessage,
): string {
	const hmac = createHmac(hash, key);
	writeContent(scheme, message, hmac);
	return hmac.digest(scheme.encoding === 'text' ? 'hex' : scheme.encoding);
}

/** The secret as the scheme sends it. */
const tokenText = ({ encoding }: SignatureScheme, key: KeyObject): string =>
	key.export().toString(encoding === 'text' ? 'utf8' : encoding);

const nodeEncoding = ({ encoding }: SignatureScheme): BufferEncoding =>
	encoding === 'text' ? 'utf8' : encoding;

const nodeHash = (algorithm: SignatureAlgorithm): string | null =>
	'hash' in algorithm ? algorithm.hash : null;

/**
 * The signature of a message, encoded as the scheme writes it.
 *
 * @throws Error for a scheme of senders that do not sign; `canSign` says no to it
 */
export function computeSignature(
	scheme: SignatureScheme,
	key: KeyObject,
	message: SignedMessage,
	nowMs: number,
): string {
	const { algorithm } = scheme;
	switch (algorithm.kind) {
		case 'hmac':
			return computeHmac(scheme, algorithm.hash, key, message);
		case 'token':
			return tokenText(scheme, key);
		case 'jwt':
			return createJwt(algorithm, key, message, nowMs);
		case 'ecdsa':
		case 'ed25519':
		case 'rsa':
			return sign(nodeHash(algorithm), contentBytes(scheme, message), key).toString(
				nodeEncoding(scheme),
			);
		case 'none':
			throw new Error(`${scheme.id} has no signature`);
	}
}

function verifyWithPublicKey(
	scheme: SignatureScheme,
	key: KeyObject,
	content: Buffer,
	candidate: string,
): boolean {
	try {
		const signature = Buffer.from(candidate, nodeEncoding(scheme));
		// Decoding is lenient: without this, other spellings of the same signature would match too.
		if (signature.toString(nodeEncoding(scheme)) !== candidate) return false;
		return verify(nodeHash(scheme.algorithm), content, key, signature);
	} catch {
		// OpenSSL throws on some signatures that are no valid DER.
		return false;
	}
}

/** Says of one presented signature why it does not match, or `undefined` when it does. */
export type Matcher = (candidate: string) => RejectReason | undefined;

/**
 * Compares presented signatures with a message under one key. What can be computed once for all
 * candidates is computed here; every comparison takes constant time. Never throws.
 */
export function createMatcher(
	scheme: SignatureScheme,
	key: KeyObject,
	message: SignedMessage,
	nowMs: number,
): Matcher {
	const { algorithm } = scheme;
	switch (algorithm.kind) {
		case 'hmac': {
			const expected = computeHmac(scheme, algorithm.hash, key, message);
			return (candidate) => (constantTimeEqual(candidate, expected) ? undefined : 'noMatch');
		}
		case 'token': {
			const expected = tokenText(scheme, key);
			return (candidate) => (constantTimeEqualSecrets(candidate, expected) ? undefined : 'noMatch');
		}
		case 'jwt':
			return (candidate) => findJwtProblem(algorithm, key, message, candidate, nowMs);
		case 'ecdsa':
		case 'ed25519':
		case 'rsa': {
			const content = contentBytes(scheme, message);
			return (candidate) =>
				verifyWithPublicKey(scheme, key, content, candidate) ? undefined : 'noMatch';
		}
		case 'none':
			return () => 'noMatch';
	}
}
