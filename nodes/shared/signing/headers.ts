import type { HeaderLookup, SignatureScheme } from './types';

const NO_VALUES: readonly string[] = [];

// RFC 9110, section 5.6.2: the characters of a token.
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

// RFC 9110, section 5.5: visible characters, spaces and tabs; no line breaks, so that a value
// cannot start a header of its own.
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

const RESERVED_HEADERS = new Set([
	'connection',
	'content-encoding',
	'content-length',
	'content-type',
	'host',
	'transfer-encoding',
]);

/** Whether HTTP itself needs the header, so that it can carry neither a signature nor a user's text. */
export function isReservedHeader(name: string): boolean {
	return RESERVED_HEADERS.has(name.toLowerCase());
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
 * sent twice must be told from a list of signatures.
 */
export function headersFromRawList(rawHeaders: readonly string[]): HeaderLookup {
	return (lowerCaseName) => {
		let values: string[] | undefined;
		for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
			const name = rawHeaders[i] as string;
			if (name.length !== lowerCaseName.length || name.toLowerCase() !== lowerCaseName) continue;
			(values ??= []).push(rawHeaders[i + 1] as string);
		}
		return values ?? NO_VALUES;
	};
}

/** Lower-case names of the headers by which a message of this scheme is signed and described. */
export function headersSetBy(scheme: SignatureScheme): string[] {
	const { signature, timestamp, idHeader, eventHeader } = scheme;
	const timestampHeader =
		timestamp && timestamp.from !== 'pairs' ? timestamp.from.header : undefined;
	return [signature.header, timestampHeader, idHeader, eventHeader]
		.filter((header) => header !== undefined)
		.map((header) => header.toLowerCase());
}

/** The same scheme with its signature in another header. */
export function withSignatureHeader(scheme: SignatureScheme, header: string): SignatureScheme {
	return { ...scheme, signature: { ...scheme.signature, header } };
}
