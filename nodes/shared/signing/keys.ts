import { createSecretKey } from 'crypto';
import { parseAsymmetricKey } from './asymmetricKeys';
import { decodeBase64, decodeHex } from './encoding';
import type { KeyFormat, SignatureAlgorithm } from './scheme';
import type { KeyProblem, KeyPurpose, KeyResult } from './types';

/** What a secret is to be used for. */
export interface KeyUse {
	readonly format: KeyFormat;
	readonly algorithm: SignatureAlgorithm;
	readonly purpose: KeyPurpose;
}

const WHSEC_PREFIX = 'whsec_';
const WHSEC_MIN_BYTES = 24;
const WHSEC_MAX_BYTES = 64;

function decodeWhsec(secret: string): Buffer | KeyProblem {
	if (/^wh[ps]k_/.test(secret)) return 'asymmetricKey';
	const text = secret.startsWith(WHSEC_PREFIX) ? secret.slice(WHSEC_PREFIX.length) : secret;
	const bytes = decodeBase64(text);
	if (bytes === undefined) return 'notBase64';
	const fits = bytes.length >= WHSEC_MIN_BYTES && bytes.length <= WHSEC_MAX_BYTES;
	return fits || bytes.length === 0 ? bytes : 'wrongLength';
}

/** Every reading of a secret that the format allows, or why there is none. */
function decodeSecret(
	secret: string,
	format: Exclude<KeyFormat, 'asymmetric'>,
): readonly Buffer[] | KeyProblem {
	const one = (bytes: Buffer | KeyProblem): readonly Buffer[] | KeyProblem =>
		typeof bytes === 'string' ? bytes : [bytes];
	const text = Buffer.from(secret, 'utf8');
	switch (format) {
		case 'text':
			return [text];
		case 'base64':
			return one(decodeBase64(secret) ?? 'notBase64');
		case 'hex':
			return one(decodeHex(secret) ?? 'notHex');
		case 'whsec':
			return one(decodeWhsec(secret));
		case 'whsecOrText': {
			const bytes = decodeWhsec(secret);
			return typeof bytes === 'string' || bytes.length === 0 ? [text] : [bytes, text];
		}
	}
}

/** Whether a text shows nothing: white space and characters that cannot be seen. */
export const isBlank = (text: string): boolean => /^[\s\p{C}]*$/u.test(text);

/**
 * Turns the text of a secret into keys. Done once per secret: signing with a ready key is several
 * times as fast as with text or bytes.
 *
 * White space at the ends is refused instead of removed: it nearly always comes from copying, and
 * where it does belong to the secret, removing it would break every signature without a word.
 */
export function parseKey(secret: string, { format, algorithm, purpose }: KeyUse): KeyResult {
	if (isBlank(secret)) return { ok: false, problem: 'empty' };
	if (format === 'asymmetric') return parseAsymmetricKey(secret.trim(), algorithm, purpose);
	if (secret.trim() !== secret) return { ok: false, problem: 'surroundingWhiteSpace' };
	const decoded = decodeSecret(secret, format);
	if (typeof decoded === 'string') return { ok: false, problem: decoded };
	const [first, ...further] = decoded;
	if (first === undefined || first.length === 0) return { ok: false, problem: 'empty' };
	return {
		ok: true,
		keys: [createSecretKey(first), ...further.map((each) => createSecretKey(each))],
	};
}
