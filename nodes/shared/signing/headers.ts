import type { HeaderSignature, SignatureScheme } from './scheme';
import type { HeaderLookup } from './request';

const NO_VALUES: readonly string[] = [];

// RFC 9110, section 5.6.2: the characters of a token.
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

// RFC 9110, section 5.5: visible characters, spaces and tabs; no line breaks, so that a value
// cannot start a header of its own.
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

// HTTP itself needs them, or they change how the connection is used.
const RESERVED_HEADERS = new Set([
	'connection',
	'content-encoding',
	'content-length',
	'content-type',
	'expect',
	'host',
	'trailer',
	'transfer-encoding',
	'upgrade',
]);

// n8n's HTTP client takes these for something of its own and leaves them out without a word.
const LOST_HEADERS = new Set([
	'__proto__',
	'common',
	'constructor',
	'delete',
	'get',
	'head',
	'patch',
	'post',
	'prototype',
	'put',
	'query',
]);

/** Whether no request of n8n's HTTP client would carry the header. */
export function isLostHeader(name: string): boolean {
	return LOST_HEADERS.has(name.toLowerCase());
}

/** Whether the header can carry neither a signature nor a user's text. */
export function isReservedHeader(name: string): boolean {
	return RESERVED_HEADERS.has(name.toLowerCase()) || isLostHeader(name);
}

/** Whether the text can be the name of an HTTP header. */
export function isHeaderName(text: string): boolean {
	return HEADER_NAME.test(text);
}

/** Whether the text can be the value of an HTTP header. */
export function isHeaderValue(text: string): boolean {
	return HEADER_VALUE.test(text);
}

/**
 * Look-up over Node's list of raw headers (name, value, name, value …).
 *
 * The raw list is used because Node joins repeated headers into one text, and a signature that was
 * sent twice must be told from a list of signatures. It is gone through once, however many headers
 * are looked up: some signatures name thousands.
 */
export function headersFromRawList(rawHeaders: readonly string[]): HeaderLookup {
	let byName: Map<string, string[]> | undefined;
	const index = (): Map<string, string[]> => {
		const found = new Map<string, string[]>();
		for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
			const name = (rawHeaders[i] as string).toLowerCase();
			const value = rawHeaders[i + 1] as string;
			const values = found.get(name);
			if (values) values.push(value);
			else found.set(name, [value]);
		}
		return found;
	};
	return (lowerCaseName) => (byName ??= index()).get(lowerCaseName) ?? NO_VALUES;
}

/** The header that a signed timestamp stands in by itself, in the sender's spelling. */
export function timestampHeaderOf({ timestamp }: SignatureScheme): string | undefined {
	if (timestamp === undefined || timestamp.from === 'pairs') return undefined;
	return 'header' in timestamp.from ? timestamp.from.header : undefined;
}

/** The header that lists which other headers are signed, where the scheme has one. */
export function headerListOf({ content }: SignatureScheme): string | undefined {
	for (const part of content) {
		if (typeof part === 'object' && 'signedHeaders' in part) return part.signedHeaders;
	}
	return undefined;
}

/** The headers that may hold a signature, as the sender writes them. */
export const headersHolding = ({
	header,
	furtherHeaders = [],
}: HeaderSignature): [string, ...string[]] => [header, ...furtherHeaders];

/** Lower-case names of the headers that may hold a signature of this scheme. */
export function signatureHeadersOf({ signature, headerAliases }: SignatureScheme): string[] {
	if (!('header' in signature)) return [];
	const names = headersHolding(signature).map((name) => name.toLowerCase());
	return names.flatMap((name) => [name, headerAliases?.[name] ?? name]);
}

/** Lower-case names of the headers by which a message of this scheme is signed and described. */
export function headersSetBy(scheme: SignatureScheme): string[] {
	return [
		...signatureHeadersOf(scheme),
		timestampHeaderOf(scheme),
		headerListOf(scheme),
		scheme.idHeader,
		scheme.eventHeader,
	]
		.filter((header) => header !== undefined)
		.map((header) => header.toLowerCase());
}

/** Whether users choose the name of the header that holds the signature. */
export function hasConfigurableHeader(
	signature: SignatureScheme['signature'],
): signature is HeaderSignature {
	return 'header' in signature && signature.headerIsConfigurable === true;
}

/** The same scheme with its signature in a header of the user's choice. */
export function withSignatureHeader(
	scheme: SignatureScheme,
	signature: HeaderSignature,
	header: string,
): SignatureScheme {
	return { ...scheme, signature: { ...signature, header } };
}
