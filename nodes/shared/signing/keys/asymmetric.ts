import { createPrivateKey, createPublicKey } from 'crypto';
import type { KeyObject } from 'crypto';
import { failure, success } from '../../result';
import { decodeBase64, decodeHex } from '../encoding';
import type { SignatureAlgorithm } from '../scheme';
import type { KeyProblem, KeyPurpose, KeyResult } from './problems';

const PEM = /^-----BEGIN [A-Z ]+-----\r?\n/;
const PEM_LINES = /-----[A-Z ]+-----/g;
// Some providers show the version of the signature in front: `v1a,whpk_…`.
const STANDARD_WEBHOOKS_PREFIX = /^(?:v1a,)?wh[ps]k_/;
const ED25519_KEY_BYTES = 32;

/** For each use: the prefix of the half that it does not need, and what to say about it or about none. */
const OTHER_HALF: Readonly<
	Record<KeyPurpose, { prefix: RegExp; problem: KeyProblem; missing: KeyProblem }>
> = {
	sign: { prefix: /^(?:v1a,)?whpk_/, problem: 'publicKey', missing: 'noPrivateKey' },
	verify: { prefix: /^(?:v1a,)?whsk_/, problem: 'privateKey', missing: 'noPublicKey' },
};
const RSA_MIN_BITS = 2048;

// The DER structures around a raw key of Ed25519 (RFC 8410, sections 4 and 7).
const ED25519_SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const ED25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

function decodeText(text: string): Buffer | undefined {
	// A field of one line takes the line breaks out of a PEM text; its base64 is still whole.
	const compact = text
		.replace(PEM_LINES, '')
		.replace(STANDARD_WEBHOOKS_PREFIX, '')
		.replace(/\s+/g, '');
	// Hex of a raw key is base64 as well, so hex is tried first, but only in that length.
	return compact.length === ED25519_KEY_BYTES * 2
		? (decodeHex(compact) ?? decodeBase64(compact))
		: (decodeBase64(compact) ?? decodeHex(compact));
}

/** A raw key of Ed25519 gets its structure. A private one may have the public one behind it. */
function wrapRawKey(bytes: Buffer, purpose: KeyPurpose): Buffer {
	if (purpose === 'verify') {
		return bytes.length === ED25519_KEY_BYTES ? Buffer.concat([ED25519_SPKI_PREFIX, bytes]) : bytes;
	}
	const isRaw = bytes.length === ED25519_KEY_BYTES || bytes.length === 2 * ED25519_KEY_BYTES;
	return isRaw
		? Buffer.concat([ED25519_PKCS8_PREFIX, bytes.subarray(0, ED25519_KEY_BYTES)])
		: bytes;
}

function readKey(text: string, purpose: KeyPurpose): KeyObject | undefined {
	try {
		if (PEM.test(text)) {
			return purpose === 'sign' ? createPrivateKey(text) : createPublicKey(text);
		}
		const bytes = decodeText(text);
		if (bytes === undefined) return undefined;
		const key = wrapRawKey(bytes, purpose);
		return purpose === 'sign'
			? createPrivateKey({ key, format: 'der', type: 'pkcs8' })
			: createPublicKey({ key, format: 'der', type: 'spki' });
	} catch {
		return undefined;
	}
}

function fits({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, kind: string): boolean {
	switch (kind) {
		case 'ed25519':
			return asymmetricKeyType === 'ed25519';
		case 'ecdsa':
			return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1';
		case 'rsa':
			return (
				asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= RSA_MIN_BITS
			);
		default:
			return false;
	}
}

/**
 * Reads a public or private key. Its type must be the one that the algorithm needs: a key of another
 * type must never decide how a signature is checked.
 */
export function parseAsymmetricKey(
	text: string,
	algorithm: SignatureAlgorithm,
	purpose: KeyPurpose,
): KeyResult {
	const other = OTHER_HALF[purpose];
	// A raw key of Ed25519 looks the same in both halves; only its prefix tells.
	if (other.prefix.test(text)) return failure(other.problem);
	const key = readKey(text, purpose);
	if (key === undefined) {
		const isOther = readKey(text, purpose === 'sign' ? 'verify' : 'sign') !== undefined;
		return failure(isOther ? other.problem : other.missing);
	}
	return fits(key, algorithm.kind) ? success([key]) : failure('wrongKeyType');
}
