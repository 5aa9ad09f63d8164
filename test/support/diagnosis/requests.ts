import { createHmac } from 'node:crypto';
import { openBody } from '../../../nodes/shared/receive/payload';
import { readPresentedSignature } from '../../../nodes/shared/signing/verify/presentedSignature';
import { diagnose } from '../../../nodes/shared/signing/diagnose';
import type { Diagnosis } from '../../../nodes/shared/signing/diagnose/diagnosis';
import { headersFromRawList } from '../../../nodes/shared/signing/headers';
import { parseKey } from '../../../nodes/shared/signing/keys';
import type { KeyFormat, SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { isRejection } from '../../../nodes/shared/signing/rejection';
import type { Rejection } from '../../../nodes/shared/signing/rejection';
import type { SignedRequest } from '../../../nodes/shared/signing/request';
import type { SigningKey } from '../../../nodes/shared/signing/keys';
import { matchSignature } from '../../../nodes/shared/signing/verify';
import { PUBLIC_URL, secretFor } from '../schemes';

/** When every request of these tests arrives. */
export const receivedAt = 1_700_000_000_000;
/** The same as senders write it. */
export const nowSeconds = '1700000000';
/** The secret that sender and receiver share, unless a case says otherwise. */
export const secret = 'a long secret that nobody guesses';
/** The same, encoded. */
export const secretBase64 = Buffer.from(secret).toString('base64');
export const secretHex = Buffer.from(secret).toString('hex');
/** The body that is sent, unless a case says otherwise. */
export const body = '{"type":"order.paid","url":"https://shop.example/1","name":"Zoë"}';

/** A request as the sender made it, or as it arrived. */
export interface Sent {
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | Buffer;
	readonly url?: string;
}

/** A request that is refused, and the secret with which it is checked. */
export interface Case {
	readonly what: string;
	readonly scheme: SignatureScheme;
	readonly sent: Sent;
	readonly secret?: string;
	readonly format?: KeyFormat;
	/** What the hint must say besides. */
	readonly says?: RegExp;
}

/** A scheme by its id. */
export function scheme(id: string): SignatureScheme {
	const found = findScheme(id);
	if (found === undefined) throw new Error(`There is no scheme ${id}`);
	return found;
}

/** What a sender computes, without any code of ours. */
export const hmac = (
	content: string | Buffer,
	{ key = secret, hash = 'sha256', encoding = 'hex' }: HmacOptions = {},
): string =>
	createHmac(hash, key)
		.update(content)
		.digest(encoding as 'hex');

/** By default: the usual secret, SHA-256 and hex. */
export interface HmacOptions {
	readonly key?: string | Buffer;
	readonly hash?: string;
	readonly encoding?: string;
}

/** The request as it reaches the check. */
export function requestOf({
	headers,
	body: content = body,
	url = PUBLIC_URL,
}: Sent): SignedRequest {
	const bytes = Buffer.from(content);
	const { payload, formBytes } = openBody(scheme('stripe'), { body: bytes, url: () => url });
	return {
		headers: headersFromRawList(Object.entries(headers).flat()),
		body: bytes,
		method: 'POST',
		url: () => url,
		payload,
		formBytes,
		receivedAt,
	};
}

/** Why the request is refused. */
export function check(
	checked: SignatureScheme,
	request: SignedRequest,
	keys: readonly SigningKey[],
): Rejection {
	const presented = readPresentedSignature(checked, request.headers, receivedAt);
	const result = isRejection(presented)
		? presented
		: matchSignature(checked, presented, request, keys);
	if (!isRejection(result)) throw new Error('The request is genuine: there is nothing to explain');
	return result;
}

function keysFor(used: SignatureScheme, text: string, format: KeyFormat): SigningKey[] {
	const parsed = parseKey(text, { format, algorithm: used.algorithm, purpose: 'verify' });
	if (!parsed.ok) throw new Error(`The secret cannot be used: ${parsed.problem}`);
	return parsed.value.map((key) => ({ name: 'current', key }));
}

/** What the doctor says to a case. */
export function examine({ scheme: used, sent, secret: text = secret, format }: Case): Diagnosis {
	const request = requestOf(sent);
	const keys = keysFor(used, text, format ?? used.keyFormat);
	const rejection = check(used, request, keys);
	return diagnose({ scheme: used, rejection, request, keys, knownSchemes: signatureSchemes });
}

/** The headers that a sender sets, over any content. */
export const gitHub = (
	content: string | Buffer,
	options?: HmacOptions,
): Record<string, string> => ({
	'X-Hub-Signature-256': `sha256=${hmac(content, options)}`,
});
export const stripe = (
	content: string,
	time = nowSeconds,
	options?: HmacOptions,
): Record<string, string> => ({
	'Stripe-Signature': `t=${time},v1=${hmac(content, options)}`,
});
export const slack = (content: string, time = nowSeconds): Record<string, string> => ({
	'X-Slack-Signature': `v0=${hmac(content)}`,
	'X-Slack-Request-Timestamp': time,
});
export const standard = (content: string, key: string | Buffer): Record<string, string> => ({
	'webhook-id': 'msg_1',
	'webhook-timestamp': nowSeconds,
	'webhook-signature': `v1,${hmac(content, { key, encoding: 'base64' })}`,
});
export const shopify = (content: string | Buffer): Record<string, string> => ({
	'X-Shopify-Hmac-Sha256': hmac(content, { encoding: 'base64' }),
});
export const square = (url: string): Record<string, string> => ({
	'x-square-hmacsha256-signature': hmac(url + body, { encoding: 'base64' }),
});

/** A secret as Standard Webhooks writes it: 32 bytes of 1. */
export const standardSecret = secretFor(scheme('standard-webhooks'));
/** A secret in every form in which it could slip out. */
export function formsOf(text: string): string[] {
	const bytes = Buffer.from(text, 'utf8');
	const bare = text.replace(/^whsec_/, '');
	return [bare, bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')];
}

/** What of the headers could be a signature. */
export function signaturesIn(headers: Readonly<Record<string, string>>): string[] {
	return Object.entries(headers).flatMap(([name, value]) =>
		/sig|hmac|token/i.test(name)
			? [...value.split(/[ ,="]/), value].filter((part) => part.length > 12)
			: [],
	);
}
