import { signatureByteLength } from '../proof/digest';
import { canonicalSignature } from '../encoding';
import type { SignatureEncoding, SignatureFormat, SignatureScheme } from '../scheme';
import { parseSignatureHeader } from '../signatureHeader';
import type { SignedRequest } from '../request';
import { found } from './diagnosis';
import type { Diagnosis } from './diagnosis';

const ENCODINGS = ['hex', 'base64', 'base64url'] as const;
const HASHES = ['sha1', 'sha256', 'sha512'] as const;
const HASH_NAMES = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' } as const;

// A key or version in front, as in sha256=, v1, or hmac-sha256:
const PREFIX = /^[A-Za-z][A-Za-z0-9_-]{0,23}[=:, ]/;
const ENTRY_SEPARATOR = /[,;\s]+/;
const QUOTED = /^(["'])(.*)\1$/;

const isSignature = (
	text: string,
	byteLength: number | undefined,
	encoding: SignatureEncoding,
): boolean =>
	byteLength !== undefined && canonicalSignature(text, byteLength, encoding) !== undefined;

const fits = ({ algorithm, encoding }: SignatureScheme, text: string): boolean =>
	isSignature(text, signatureByteLength(algorithm), encoding);

/** What else than a signature of the scheme the text can be, by its length and characters. */
function findOtherForm(
	{ algorithm, encoding }: SignatureScheme,
	header: string,
	text: string,
): Diagnosis | undefined {
	const byteLength = signatureByteLength(algorithm);
	const written = ENCODINGS.find((each) => isSignature(text, byteLength, each));
	if (written !== undefined) {
		return found(
			'otherEncoding',
			`The signature in ${header} is written in ${written}, but the chosen scheme expects ${encoding}. Choose another scheme, or Custom with another 'Signature Encoding'.`,
		);
	}
	if (algorithm.kind !== 'hmac') return undefined;
	const hash = HASHES.find((each) =>
		ENCODINGS.some((other) =>
			isSignature(text, signatureByteLength({ kind: 'hmac', hash: each }), other),
		),
	);
	return (
		hash &&
		found(
			'otherHash',
			`The signature in ${header} is as long as one with ${HASH_NAMES[hash]}, but the chosen scheme uses ${HASH_NAMES[algorithm.hash]}. Choose another scheme, or Custom with another 'Algorithm'.`,
		)
	);
}

const LAYOUTS: Readonly<Record<SignatureFormat['kind'], string>> = {
	list: 'a list of versions',
	pairs: 'pairs of key and value',
	single: 'a single signature',
};

/** Whether one of several entries of a header is a signature of the scheme. */
function holdsEntries(scheme: SignatureScheme, value: string): boolean {
	const entries = value.split(ENTRY_SEPARATOR);
	return entries.length > 1 && entries.some((entry) => fits(scheme, entry.replace(PREFIX, '')));
}

/** What a signature header holds that could not be read as the scheme has it. */
function inspect(scheme: SignatureScheme, header: string, value: string): Diagnosis | undefined {
	if (!('header' in scheme.signature)) return undefined;
	const { format } = scheme.signature;
	const parsed = parseSignatureHeader(value, format);
	const bare = value.replace(PREFIX, '');
	if (typeof parsed !== 'string') {
		const [first = ''] = parsed.signatures;
		const other = findOtherForm(scheme, header, first);
		if (other) return other;
	}
	if (holdsEntries(scheme, value)) {
		return found(
			'otherFormat',
			`The header ${header} holds several entries, but the chosen scheme expects ${LAYOUTS[format.kind]}. Choose another scheme, or Custom with another 'Signature Format'.`,
		);
	}
	if (!fits(scheme, value) && !fits(scheme, bare)) {
		return findOtherForm(scheme, header, value) ?? findOtherForm(scheme, header, bare);
	}
	if (format.kind !== 'single') {
		return found(
			'otherFormat',
			`The header ${header} holds a single signature, but the chosen scheme expects ${LAYOUTS[format.kind]}. Choose another scheme, or Custom with another 'Signature Format'.`,
		);
	}
	const expected = format.prefix === '' ? 'nothing' : format.prefix.trim();
	return found(
		'otherPrefix',
		`The signature in ${header} has a different prefix than the chosen scheme expects: ${expected}. Choose another scheme, or Custom with another 'Prefix'.`,
	);
}

/**
 * Says in which way a signature header differs from what the scheme expects, by its form alone;
 * `undefined` when it is like no signature.
 */
export function findFormProblem(
	scheme: SignatureScheme,
	request: SignedRequest,
): Diagnosis | undefined {
	if (!('header' in scheme.signature)) return undefined;
	const { header } = scheme.signature;
	const value = request.headers(header.toLowerCase())[0]?.trim() ?? '';
	const [, , unquoted] = QUOTED.exec(value) ?? [];
	if (unquoted === undefined) return inspect(scheme, header, value);
	return found(
		'signatureQuoted',
		`The value of the header ${header} is in quotes. The sender must leave them out.`,
	);
}

function withSeparator(format: SignatureFormat, separator: string): SignatureFormat {
	switch (format.kind) {
		case 'single':
			return format;
		case 'list':
			return { ...format, entrySeparator: separator };
		case 'pairs':
			return { ...format, pairSeparator: separator };
	}
}

/** Says when the entries of a signature header can be read by splitting it elsewhere. */
export function findSeparatorProblem(
	scheme: SignatureScheme,
	request: SignedRequest,
): Diagnosis | undefined {
	if (!('header' in scheme.signature)) return undefined;
	const { header, format } = scheme.signature;
	const value = request.headers(header.toLowerCase())[0] ?? '';
	const isReadable = [',', ';', ' '].some((separator) => {
		const parsed = parseSignatureHeader(value, withSeparator(format, separator));
		return (
			typeof parsed !== 'string' && parsed.signatures.every((signature) => fits(scheme, signature))
		);
	});
	if (!isReadable) return undefined;
	return found(
		'otherFormat',
		`The entries in the header ${header} have a different separator than the chosen scheme expects. Choose another scheme, or Custom with another 'Separator'.`,
	);
}
