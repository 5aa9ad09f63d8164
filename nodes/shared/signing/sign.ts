import { computeSignature } from './digest';
import { formatSignatureHeader } from './signatureHeader';
import type { SignatureScheme, SigningKey } from './types';

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
}

/** The headers that prove a message, and the timestamp that was signed. */
export interface SignedHeaders {
	readonly headers: Readonly<Record<string, string>>;
	/** Seconds since 1970; absent when the scheme signs no time. */
	readonly timestampSeconds?: number;
}

/**
 * Signs a message with every key, so that a receiver that knows any one of them accepts it.
 * Schemes that have room for one signature get that of the first key.
 */
export function signMessage(
	scheme: SignatureScheme,
	keys: readonly [SigningKey, ...SigningKey[]],
	message: OutgoingMessage,
): SignedHeaders {
	const timestampSeconds = scheme.timestamp && Math.floor(message.nowMs / 1000);
	const timestamp = timestampSeconds?.toString();
	const sign = ({ key }: SigningKey): string =>
		computeSignature(scheme, key, {
			body: message.body,
			id: message.id,
			timestamp,
		});
	const [first, ...further] = keys;
	const headers: Record<string, string> = {};
	if (scheme.eventHeader !== undefined && message.eventName) {
		headers[scheme.eventHeader] = message.eventName;
	}
	if (scheme.idHeader !== undefined) headers[scheme.idHeader] = message.id;
	if (timestamp !== undefined && scheme.timestamp?.from !== 'pairs' && scheme.timestamp) {
		headers[scheme.timestamp.from.header] = timestamp;
	}
	headers[scheme.signature.header] = formatSignatureHeader(
		scheme.signature.format,
		scheme.signature.format.kind === 'single' ? [sign(first)] : [sign(first), ...further.map(sign)],
		timestamp,
	);
	return timestampSeconds === undefined ? { headers } : { headers, timestampSeconds };
}
