import { scalarText, valueAt } from './bodyValue';
import type { ContentPart, SignatureScheme } from '../scheme';
import type { HeaderLookup } from '../request';

/** What the parts of the signed bytes are made from. Parts that a scheme does not use may miss. */
export interface SignedMessage {
	/** The exact bytes of the body. */
	readonly body: Buffer;
	readonly id?: string | undefined;
	/** As it stands in the request. */
	readonly timestamp?: string | undefined;
	readonly method?: string;
	readonly url?: string | undefined;
	/** The fields of a form as they are signed; `undefined` for other bodies. */
	readonly formBytes?: () => Buffer | undefined;
	readonly headers?: HeaderLookup;
	/** The JSON or form value of the body, or the element of it that is signed on its own. */
	readonly payload?: unknown;
}

/** Takes the signed bytes piece by piece, as an HMAC does. */
export interface ContentSink {
	update(bytes: Buffer): unknown;
	update(text: string, encoding: 'latin1' | 'utf8'): unknown;
}

/** Names in the value of a header that lists other headers, in lower case, each once. */
export function listedHeaders(value: string): string[] {
	const names = value.split(',').map((name) => name.trim().toLowerCase());
	return [...new Set(names)].sort();
}

function signedHeadersText(listHeader: string, headers: HeaderLookup | undefined): string {
	const valueOf = (name: string): string => (headers?.(name) ?? []).join(',').trim();
	return listedHeaders(valueOf(listHeader.toLowerCase()))
		.map((name) => `${name}:${valueOf(name)}`)
		.join(';');
}

function pathOf(url: string | undefined): string {
	if (url === undefined || !URL.canParse(url)) return '';
	const { pathname, search } = new URL(url);
	return pathname + search;
}

function textOfPlace(
	part: Extract<ContentPart, object>,
	{ headers, payload }: SignedMessage,
): string {
	if ('literal' in part) return part.literal;
	if ('header' in part) return headers?.(part.header.toLowerCase())[0] ?? '';
	if ('bodyField' in part) return scalarText(valueAt(payload, part.bodyField)) ?? '';
	return signedHeadersText(part.signedHeaders, headers);
}

function textOf(part: Exclude<ContentPart, 'body' | 'formFields'>, message: SignedMessage): string {
	if (typeof part === 'object') return textOfPlace(part, message);
	switch (part) {
		case 'id':
			return message.id ?? '';
		case 'timestamp':
			return message.timestamp ?? '';
		case 'method':
			return message.method ?? '';
		case 'url':
			return message.url ?? '';
		case 'path':
			return pathOf(message.url);
	}
}

// Header text is latin1 on the wire: this restores the bytes that the sender signed. What comes
// from the body was decoded from UTF-8. Literals, methods and URLs are ASCII.
const isDecodedText = (part: ContentPart): boolean =>
	typeof part === 'object' && 'bodyField' in part;

const NO_BYTES = Buffer.alloc(0);

/** Feeds the signed bytes of a message to an HMAC or a collector, in the order of the scheme. */
export function writeContent(
	scheme: SignatureScheme,
	message: SignedMessage,
	sink: ContentSink,
): void {
	let text = '';
	for (const part of scheme.content) {
		if (part !== 'body' && part !== 'formFields' && !isDecodedText(part)) {
			text += textOf(part, message);
			continue;
		}
		if (text !== '') sink.update(text, 'latin1');
		text = '';
		if (part === 'body') sink.update(message.body);
		else if (part === 'formFields') sink.update(message.formBytes?.() ?? NO_BYTES);
		else sink.update(textOf(part, message), 'utf8');
	}
	if (text !== '') sink.update(text, 'latin1');
}

/** The signed bytes as one piece, for algorithms that need them so. */
export function contentBytes(scheme: SignatureScheme, message: SignedMessage): Buffer {
	const chunks: Buffer[] = [];
	writeContent(scheme, message, {
		update: (chunk: string | Buffer, encoding?: 'latin1' | 'utf8') =>
			chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk),
	});
	return Buffer.concat(chunks);
}
