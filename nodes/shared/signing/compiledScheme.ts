import { signatureByteLength } from './proof/digest';
import { headerListOf, headersHolding, timestampHeaderOf } from './headers';
import type { SignatureEncoding, SignatureFormat, SignatureScheme } from './scheme';

/** A header to be read: how the sender writes its name, and the names by which it is looked up. */
export interface CompiledHeader {
	readonly name: string;
	readonly lowerCaseName: string;
	readonly alias: string | undefined;
}

/** How the headers of a scheme are read. */
export interface CompiledSignature {
	/** Headers that may hold a signature. */
	readonly headers: readonly [CompiledHeader, ...CompiledHeader[]];
	/** Whether each of them may be sent more than once. */
	readonly isRepeated: boolean;
	readonly format: SignatureFormat;
	readonly encoding: SignatureEncoding;
	/** Length of a signature in bytes; `undefined` where it varies. */
	readonly byteLength: number | undefined;
	/** The header of the message id, where the id is signed. */
	readonly idHeader: CompiledHeader | undefined;
	readonly timestampHeader: CompiledHeader | undefined;
}

/** What follows from a scheme alone, so that no request has to work it out. */
export interface CompiledScheme {
	/** Absent when the signature stands in the body. */
	readonly signature: CompiledSignature | undefined;
	/** Texts that separate the parts of the signed bytes. */
	readonly separators: readonly string[];
	readonly needsUrl: boolean;
	/** Whether the signed bytes hold fields of the body. */
	readonly needsPayload: boolean;
	/** Name of the header that lists which headers are signed. */
	readonly listHeader: string | undefined;
	/**
	 * Whether something in addition to the signature must be right: listed headers, a hash in the URL, or the
	 * number of fields.
	 */
	readonly hasConditions: boolean;
}

const compiledSchemes = new WeakMap<SignatureScheme, CompiledScheme>();

function compileSignature(scheme: SignatureScheme): CompiledSignature | undefined {
	const { algorithm, content, encoding, headerAliases, idHeader, signature } = scheme;
	if (!('header' in signature)) return undefined;
	const compileHeader = (name: string): CompiledHeader => {
		const lowerCaseName = name.toLowerCase();
		return { name, lowerCaseName, alias: headerAliases?.[lowerCaseName] };
	};
	const [first, ...further] = headersHolding(signature);
	const compileOptionalHeader = (name: string | undefined): CompiledHeader | undefined =>
		name === undefined ? undefined : compileHeader(name);
	return {
		headers: [compileHeader(first), ...further.map(compileHeader)],
		isRepeated: signature.headerIsRepeated === true,
		format: signature.format,
		encoding,
		byteLength: signatureByteLength(algorithm),
		idHeader: content.includes('id') ? compileOptionalHeader(idHeader) : undefined,
		timestampHeader: compileOptionalHeader(timestampHeaderOf(scheme)),
	};
}

function compile(scheme: SignatureScheme): CompiledScheme {
	const { algorithm, content } = scheme;
	return {
		signature: compileSignature(scheme),
		separators: content.flatMap((part) =>
			typeof part === 'object' && 'literal' in part ? [part.literal] : [],
		),
		needsUrl:
			content.includes('url') ||
			content.includes('path') ||
			(algorithm.kind === 'jwt' &&
				algorithm.claims.some(({ equals }) => equals === 'url' || equals === 'urlHash')),
		needsPayload: content.some((part) => typeof part === 'object' && 'bodyField' in part),
		listHeader: headerListOf(scheme),
		hasConditions:
			headerListOf(scheme) !== undefined ||
			scheme.bodyHashParameter !== undefined ||
			content.includes('formFields'),
	};
}

/** A scheme as requests need it, compiled once. */
export function compileScheme(scheme: SignatureScheme): CompiledScheme {
	let compiled = compiledSchemes.get(scheme);
	if (compiled === undefined) {
		compiled = compile(scheme);
		compiledSchemes.set(scheme, compiled);
	}
	return compiled;
}

const MAX_MESSAGE_ID_LENGTH = 256;
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/**
 * Whether the text can be the id of a message: 1 to 256 visible ASCII characters, and no separator
 * of the signed text. With one in it, that text could be cut elsewhere: two messages would share a
 * signature (Standard Webhooks asks the same of ids).
 */
export function isMessageId(scheme: SignatureScheme, text: string): boolean {
	if (text.length > MAX_MESSAGE_ID_LENGTH || !VISIBLE_ASCII.test(text)) return false;
	for (const separator of compileScheme(scheme).separators) {
		if (text.includes(separator)) return false;
	}
	return true;
}
