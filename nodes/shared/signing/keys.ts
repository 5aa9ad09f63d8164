import { createSecretKey } from 'crypto';
import type { KeyObject } from 'crypto';
import { decodeBase64, decodeHex } from './encoding';
import type { KeyFormat } from './types';

/** Why a secret cannot be used. A closed list: each has its own advice. */
export type KeyProblem =
	'asymmetricKey' | 'empty' | 'notBase64' | 'notHex' | 'surroundingWhiteSpace' | 'wrongLength';

/** A usable key, or why there is none. */
export type KeyResult =
	| { readonly ok: true; readonly key: KeyObject }
	| { readonly ok: false; readonly problem: KeyProblem };

const WHSEC_PREFIX = 'whsec_';
const WHSEC_MIN_BYTES = 24;
const WHSEC_MAX_BYTES = 64;

function decodeSecret(secret: string, format: KeyFormat): Buffer | KeyProblem {
	switch (format) {
		case 'text':
			return Buffer.from(secret, 'utf8');
		case 'base64':
			return decodeBase64(secret) ?? 'notBase64';
		case 'hex':
			return decodeHex(secret) ?? 'notHex';
		case 'whsec': {
			if (/^wh[ps]k_/.test(secret)) return 'asymmetricKey';
			const text = secret.startsWith(WHSEC_PREFIX) ? secret.slice(WHSEC_PREFIX.length) : secret;
			const bytes = decodeBase64(text);
			if (bytes === undefined) return 'notBase64';
			const fits = bytes.length >= WHSEC_MIN_BYTES && bytes.length <= WHSEC_MAX_BYTES;
			return fits || bytes.length === 0 ? bytes : 'wrongLength';
		}
	}
}

/**
 * Turns the text of a secret into a key. Done once per secret: signing with a ready key is several
 * times as fast as with text or bytes.
 *
 * White space at the ends is refused instead of removed: it nearly always comes from copying, and
 * where it does belong to the secret, removing it would break every signature without a word.
 */
export function parseKey(secret: string, format: KeyFormat): KeyResult {
	if (secret.trim() === '') return { ok: false, problem: 'empty' };
	if (secret.trim() !== secret) return { ok: false, problem: 'surroundingWhiteSpace' };
	const decoded = decodeSecret(secret, format);
	if (typeof decoded === 'string') return { ok: false, problem: decoded };
	if (decoded.length === 0) return { ok: false, problem: 'empty' };
	return { ok: true, key: createSecretKey(decoded) };
}
