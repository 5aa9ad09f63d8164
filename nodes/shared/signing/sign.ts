import { computeSignature } from './digest';
import type { SignedMessage } from './content';
import { parseForm, signedText } from './form';
import { planOf } from './plan';
import type { SignatureScheme } from './scheme';
import { formatSignatureHeader } from './signatureHeader';
import { formatTimestamp } from './timestamp';
import type { SigningKey } from './types';

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
	/** Address of the receiver, for schemes that sign it. */
	readonly url: string;
	/** Media type of the body in lower case, without parameters. */
	readonly contentType: string;
}

/** The headers that prove a message, and the timestamp that was signed. */
export interface SignedHeaders {
	readonly headers: Readonly<Record<string, string>>;
	/** Seconds since 1970; absent when the scheme signs no time. */
	readonly timestampSeconds?: number;
}

/**
 * Whether we can sign with the scheme: its signature goes into a header, over parts that do not
 * have to be inside the body already, nor in headers of anybody else.
 */
export function canSign({ signature, content }: SignatureScheme): boolean {
	const isUnknown = content.some(
		(part) => typeof part === 'object' && ('bodyField' in part || 'header' in part),
	);
	return 'header' in signature && !isUnknown;
}

/** The timestamp as text, for schemes that send one outside of the body. */
function timestampText({ timestamp }: SignatureScheme, nowMs: number): string | undefined {
	if (timestamp === undefined) return undefined;
	if (timestamp.from !== 'pairs' && 'body' in timestamp.from) return undefined;
	return formatTimestamp(nowMs, timestamp.unit);
}

/** Headers besides the signature, by the name that the scheme gives them. */
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
	const { signature, listHeader } = planOf(scheme);
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

const FORM_TYPE = 'application/x-www-form-urlencoded';

// What is sent is a form where its sender says so: the receiver reads nothing but that.
function formTextOf({ body, contentType }: OutgoingMessage): string | undefined {
	const fields = contentType === FORM_TYPE ? parseForm(body.toString('utf8'), Infinity) : undefined;
	return fields && signedText(fields);
}

/**
 * Signs a message with every key, so that a receiver that knows any one of them accepts it.
 * Schemes that have room for one signature get that of the first key.
 *
 * @throws Error when `canSign` says no; callers offer such schemes for verifying only
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
	const signed: SignedMessage = {
		body: message.body,
		id: message.id,
		timestamp,
		method: 'POST',
		url: message.url,
		formText: () => formTextOf(message),
		headers: (name) =>
			Object.entries(headers).flatMap(([each, text]) =>
				each.toLowerCase() === name ? [text] : [],
			),
	};
	const sign = ({ key }: SigningKey): string =>
		computeSignature(scheme, key, signed, message.nowMs);
	const [first, ...further] = keys;
	const proof = formatSignatureHeader(
		signature.format,
		signature.format.kind === 'single' ? [sign(first)] : [sign(first), ...further.map(sign)],
		timestamp,
	);
	headers[signature.header] = proof;
	if (signature.earlierHeader !== undefined) headers[signature.earlierHeader] = proof;
	return timestamp === undefined
		? { headers }
		: { headers, timestampSeconds: Math.floor(message.nowMs / 1000) };
}
