import { createSecretKey } from 'crypto';
import type { KeyObject } from 'crypto';
import { parseAsymmetricKey } from './asymmetric';
import { failure, success } from '../../result';
import { decodeBase64, decodeHex } from '../encoding';
import type { KeyFormat, SignatureAlgorithm } from '../scheme';
import type { KeyProblem, KeyPurpose, KeyResult } from './problems';

/** A secret made ready for use. Holds no text of the secret. */
export interface SigningKey {
	/** Which of the stored secrets this is; shown to users, so never the secret itself. */
	readonly name: string;
	readonly key: KeyObject;
}

/** What a secret is to be used for. */
export interface KeyUse {
	readonly format: KeyFormat;
	readonly algorithm: SignatureAlgorithm;
	readonly purpose: KeyPurpose;
}

const WHSEC_PREFIX = 'whsec_';
const WHSEC_MIN_BYTES = 24;
const WHSEC_MAX_BYTES = 64;

// Supabase: `v1,` in front of each secret, and `|` between several of them. Neither a comma nor a bar
// is a character of base64, so nothing else can be meant.
const VERSION = 'v1,';
const SECRET_SEPARATOR = '|';

const withoutVersion = (secret: string): string =>
	secret.startsWith(VERSION) ? secret.slice(VERSION.length) : secret;

function decodeWhsec(pasted: string): Buffer | KeyProblem {
	const secret = withoutVersion(pasted);
	if (/^(?:v1a,)?wh[ps]k_/.test(secret)) return 'asymmetricKey';
	const text = secret.startsWith(WHSEC_PREFIX) ? secret.slice(WHSEC_PREFIX.length) : secret;
	const bytes = decodeBase64(text);
	if (bytes === undefined) return 'notBase64';
	const fits = bytes.length >= WHSEC_MIN_BYTES && bytes.length <= WHSEC_MAX_BYTES;
	return fits || bytes.length === 0 ? bytes : 'wrongLength';
}

/** The bytes of several secrets, or what is wrong with the first that is none. */
function decodeAll(secrets: string): readonly Buffer[] | KeyProblem {
	const decoded = secrets.split(SECRET_SEPARATOR).map(decodeWhsec);
	const problem = decoded.find((each) => typeof each === 'string');
	return problem ?? decoded.filter((each) => typeof each !== 'string');
}

/** Marks of how a text was written down, which belong to no secret of ours or of any provider. */
const PASTED_ALONG = /^(?:Bearer |Basic |sha(?:1|256|512)=|["'`]|v1a?,)|["'`]$/;

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
			return decodeAll(secret);
		case 'whsecOrText': {
			const decoded = decodeAll(secret);
			if (typeof decoded === 'string') return [text];
			const bytes = decoded.filter(({ length }) => length > 0);
			return [...bytes, text];
		}
	}
}

/** Whether a text shows nothing: white space and characters that cannot be seen. */
export const isBlank = (text: string): boolean => /^[\s\p{C}]*$/u.test(text);

/**
 * Turns the text of a secret into keys. Done once per secret: signing with a ready key is several
 * times as fast as with text or bytes.
 *
 * White space at the ends of a text is refused instead of removed: it nearly always comes from
 * copying, and where it does belong to the secret, removing it would break every signature without a
 * word. In base64 and hex it means nothing and is left out. What a
 * provider shows in front of a secret, or what was copied along, is taken where nothing else can be
 * meant, as `v1,whsec_…`; in a secret that must be base64 or hex it is named, since decoding fails
 * anyway; and a secret that is used as text may begin with anything.
 */
export function parseKey(pasted: string, { format, algorithm, purpose }: KeyUse): KeyResult {
	const trimmed = pasted.trim();
	if (isBlank(pasted)) return failure('empty');
	if (format === 'asymmetric') return parseAsymmetricKey(trimmed, algorithm, purpose);
	const isText = format === 'text' || format === 'whsecOrText';
	if (isText && trimmed !== pasted) return failure('surroundingWhiteSpace');
	const secret = trimmed;
	const decoded = decodeSecret(secret, format);
	if (typeof decoded === 'string') {
		const isEncoded = decoded !== 'asymmetricKey' && PASTED_ALONG.test(secret);
		return failure(isEncoded ? 'pastedAlong' : decoded);
	}
	const [first, ...further] = decoded;
	if (first === undefined || first.length === 0) return failure('empty');
	return success([createSecretKey(first), ...further.map((each) => createSecretKey(each))]);
}
