import type { SignatureEncoding } from './scheme';

const LOWER_HEX = /^[0-9a-f]*$/;
const UPPER_HEX = /^[0-9A-F]*$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const BASE64URL = /^[A-Za-z0-9_-]*$/;

/** Length of an encoded signature of that many bytes. */
export function encodedLength(byteLength: number, encoding: SignatureEncoding): number {
	switch (encoding) {
		case 'hex':
			return byteLength * 2;
		case 'base64':
			return Math.ceil(byteLength / 3) * 4;
		case 'base64url':
			return Math.ceil((byteLength * 4) / 3);
		case 'text':
			return byteLength;
	}
}

/**
 * The text in the form in which we would write the same bytes, or `undefined` when it is not an
 * encoding of that many bytes.
 *
 * Hex may be wholly upper case, as some platforms write it. Comparing canonical texts instead of
 * decoded bytes leaves exactly one spelling of each signature that can match.
 *
 * @param byteLength leave it out for signatures whose length varies; none may be empty
 */
export function canonicalSignature(
	text: string,
	byteLength: number | undefined,
	encoding: SignatureEncoding,
): string | undefined {
	const fits =
		byteLength === undefined ? text !== '' : text.length === encodedLength(byteLength, encoding);
	if (!fits) return undefined;
	switch (encoding) {
		case 'base64':
			return BASE64.test(text) ? text : undefined;
		case 'base64url':
			return BASE64URL.test(text) ? text : undefined;
		case 'text':
			return text;
		case 'hex':
			if (LOWER_HEX.test(text)) return text;
			return UPPER_HEX.test(text) ? text.toLowerCase() : undefined;
	}
}

/** Decodes base64, with or without padding; `undefined` when the text is anything else. */
export function decodeBase64(text: string): Buffer | undefined {
	if (!BASE64.test(text)) return undefined;
	const bytes = Buffer.from(text, 'base64');
	const withoutPadding = (base64: string) => base64.replace(/=+$/, '');
	// Node skips what it cannot decode; only a text that encodes to itself was decoded whole.
	return withoutPadding(bytes.toString('base64')) === withoutPadding(text) ? bytes : undefined;
}

/** Decodes base64url without padding; `undefined` when the text is anything else. */
export function decodeBase64Url(text: string): Buffer | undefined {
	if (!BASE64URL.test(text)) return undefined;
	const bytes = Buffer.from(text, 'base64url');
	return bytes.toString('base64url') === text ? bytes : undefined;
}

/** Decodes hex of either case; `undefined` when the text is anything else. */
export function decodeHex(text: string): Buffer | undefined {
	if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
	return Buffer.from(text, 'hex');
}
