import type { SignedMessage } from './content';
import { computeSignature } from './proof/digest';
import { parseForm, signedText } from './content/form';
import { compileScheme } from './compiledScheme';
import type { SignatureScheme } from './scheme';
import { sentUrl, withBodyHash, withoutLogin } from '../http/sentUrl';
import { formatSignatureHeader } from './signatureHeader';
import { formatTimestamp } from './timestamp';
import type { SigningKey } from './keys';

/** A message to be signed. */
export interface OutgoingMessage {
	/** The exact bytes that will be sent. */
	readonly body: Buffer;
	/** Message id; the same for every attempt to deliver the message. */
	readonly id: string;
	/** Time of this attempt, in milliseconds since 1970. */
	readonly nowMs: number;
	/** Name of the event, for schemes that have a header for it. */
	readonly eventName?: string | undefined;
	/** Address of the receiver; may be empty for schemes that do not sign it. */
	readonly url: string;
	/** Media type of the body in lower case, without parameters. */
	readonly contentType: string;
	/** In upper case. Default: POST. */
	readonly method?: string | undefined;
}

/** The headers that prove a message, where it has to be sent to, and the timestamp that was signed. */
export interface SignedHeaders {
	readonly headers: Readonly<Record<string, string>>;
	/** Exactly what was signed, where the scheme signs the URL; with the login that was given. */
	readonly url: string;
	/** Seconds since 1970; absent when the scheme signs no time. */
	readonly timestampSeconds?: number;
}

/**
 * Whether what is sent covers the body, or is a proof that never does: a token, be it the secret
 * itself or a JSON Web Token that names only the URL, says who sends and not what.
 */
function provesBody({ algorithm, content, bodyHashParameter }: SignatureScheme): boolean {
	const isToken = algorithm.kind === 'token' || algorithm.kind === 'jwt';
	const coversForms = content.includes('url') && content.includes('formFields');
	return isToken || content.includes('body') || (coversForms && bodyHashParameter !== undefined);
}

/**
 * Whether we can sign with the scheme: its signature goes into a header, over parts that do not
 * have to be inside the body already, nor in headers of anybody else, and covers every body.
 */
export function canSign(scheme: SignatureScheme): boolean {
	const { signature, content } = scheme;
	const isUnknown = content.some(
		(part) => typeof part === 'object' && ('bodyField' in part || 'header' in part),
	);
	return 'header' in signature && !isUnknown && provesBody(scheme);
}

const FORM_TYPE = 'application/x-www-form-urlencoded';

const isForm = ({ contentType }: Pick<OutgoingMessage, 'contentType'>): boolean =>
	contentType === FORM_TYPE;

// What is sent is a form where its sender says so: the receiver reads nothing but that.
function formTextOf(message: Pick<OutgoingMessage, 'body' | 'contentType'>): string | undefined {
	const fields = isForm(message) ? parseForm(message.body.toString('utf8'), Infinity) : undefined;
	return fields && signedText(fields);
}

/**
 * Why the scheme would not cover this body, as the rest of a sentence that begins with the body;
 * `undefined` when it does. A form is signed as the text of its fields, so all of it must be text.
 */
export function findUncoveredBody(
	{ content }: SignatureScheme,
	message: Pick<OutgoingMessage, 'body' | 'contentType'>,
): string | undefined {
	if (content.includes('body') || !content.includes('formFields')) return undefined;
	return formTextOf(message)?.includes('\ufffd')
		? 'is a form with bytes that are not UTF-8, which the scheme would leave unsigned. Encode it as UTF-8.'
		: undefined;
}

/** Where a message goes: the hash of a body that is not signed by itself goes along in the URL. */
function targetOf({ bodyHashParameter }: SignatureScheme, message: OutgoingMessage): string {
	const target = sentUrl(message.url);
	return bodyHashParameter === undefined || isForm(message)
		? target
		: withBodyHash(target, bodyHashParameter, message.body);
}

/** The timestamp as text, for schemes that send one outside of the body. */
function timestampText({ timestamp }: SignatureScheme, nowMs: number): string | undefined {
	if (timestamp === undefined) return undefined;
	if (timestamp.from !== 'pairs' && 'body' in timestamp.from) return undefined;
	return formatTimestamp(nowMs, timestamp.unit);
}

/** Headers in addition to the signature, by the name that the scheme gives them. */
function plainHeaders(
	scheme: SignatureScheme,
	message: OutgoingMessage,
	timestamp: string | undefined,
): Record<string, string> {
	const headers: Record<string, string> = {};
	if (scheme.eventHeader !== undefined && message.eventName) {
		headers[scheme.eventHeader] = message.eventName;
	}
	if (scheme.idHeader !== undefined) headers[scheme.idHeader] = message.id;
	const { signature, listHeader } = compileScheme(scheme);
	const timestampHeader = signature?.timestampHeader;
	if (timestampHeader !== undefined && timestamp !== undefined) {
		headers[timestampHeader.name] = timestamp;
	}
	if (listHeader !== undefined) {
		const names = [listHeader, ...Object.keys(headers)].map((name) => name.toLowerCase());
		headers[listHeader] = names.sort().join(',');
	}
	return headers;
}

/**
 * Signs a message with every key, so that a receiver that knows any one of them accepts it.
 * Schemes that have room for one signature get that of the first key. Goes together with the URL
 * that comes back, and no other.
 *
 * @throws Error when `canSign` says no; callers offer such schemes for verifying only
 * @throws TypeError when the scheme puts a hash into the URL and there is no complete URL
 */
export function signMessage(
	scheme: SignatureScheme,
	keys: readonly [SigningKey, ...SigningKey[]],
	message: OutgoingMessage,
): SignedHeaders {
	const { signature } = scheme;
	if (!('header' in signature)) throw new Error(`${scheme.id} signs inside the body`);
	const timestamp = timestampText(scheme, message.nowMs);
	const headers = plainHeaders(scheme, message, timestamp);
	const url = targetOf(scheme, message);
	const signed: SignedMessage = {
		body: message.body,
		id: message.id,
		timestamp,
		method: message.method ?? 'POST',
		url: withoutLogin(url),
		formBytes: () => Buffer.from(formTextOf(message) ?? '', 'utf8'),
		headers: (name) =>
			Object.entries(headers).flatMap(([each, text]) =>
				each.toLowerCase() === name ? [text] : [],
			),
	};
	const sign = ({ key }: SigningKey): string =>
		computeSignature(scheme, key, signed, message.nowMs);
	const [first, ...further] = keys;
	headers[signature.header] = formatSignatureHeader(
		signature.format,
		signature.format.kind === 'single' ? [sign(first)] : [sign(first), ...further.map(sign)],
		timestamp,
	);
	return timestamp === undefined
		? { headers, url }
		: { headers, url, timestampSeconds: Math.floor(message.nowMs / 1000) };
}
