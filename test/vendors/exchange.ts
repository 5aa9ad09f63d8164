import type { SignatureScheme } from '../../nodes/shared/signing/scheme';
import { findScheme } from '../../nodes/shared/signing/schemes';
import { canSign, signMessage } from '../../nodes/shared/signing/sign';
import { keysOf, PUBLIC_URL, secretFor, signingKeysOf, verify } from '../support/schemes';
import { shared } from './vendor';
import type { Vendor, VendorMessage, VendorRequest, VendorSecret } from './vendor';

/** What the clocks of both sides show, in milliseconds since 1970. */
export const CLOCK_MS = Date.UTC(2026, 10, 21, 12);

/** The scheme that an SDK is compared with. */
export function schemeOf({ scheme: id }: Vendor): SignatureScheme {
	const scheme = findScheme(id);
	if (!scheme) throw new Error(`There is no scheme ${id}`);
	return scheme;
}

/** A secret of the provider, different for each number. */
export function secretOf(vendor: Vendor, number = 1): VendorSecret {
	return vendor.secret?.(number) ?? shared(secretFor(schemeOf(vendor), number));
}

/** A message with the text in its body. */
export function messageOf(vendor: Vendor, text: string, sentAt = CLOCK_MS): VendorMessage {
	const body =
		vendor.body?.(text, sentAt) ??
		JSON.stringify({ id: 'evt_1', type: 'order.paid', data: { text } });
	return {
		body,
		id: 'msg_1',
		nowMs: sentAt,
		url: vendor.url?.(body) ?? PUBLIC_URL,
		contentType: vendor.contentType ?? 'application/json',
	};
}

/** The message signed by this package, with each of the secrets. */
export function signHere(
	vendor: Vendor,
	message: VendorMessage,
	...secrets: VendorSecret[]
): VendorRequest {
	const scheme = schemeOf(vendor);
	const keys = signingKeysOf(scheme, ...secrets.map(({ signing }) => signing));
	const { headers } = signMessage(scheme, keys, { ...message, body: Buffer.from(message.body) });
	const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
	return { ...message, headers: { ...vendor.headers, ...Object.fromEntries(lowerCase) } };
}

/** The message signed by the SDK. */
export async function signThere(
	{ sign, headers }: Vendor,
	message: VendorMessage,
	{ signing }: VendorSecret,
): Promise<VendorRequest> {
	if (!sign) throw new Error('This SDK does not sign');
	const signed = await sign(message, signing);
	return { ...message, ...signed, headers: { ...headers, ...signed.headers } };
}

/** A genuine request, signed by this package where it can. */
export async function genuineRequest(vendor: Vendor, sentAt = CLOCK_MS): Promise<VendorRequest> {
	const message = messageOf(vendor, 'order-1', sentAt);
	return canSign(schemeOf(vendor))
		? signHere(vendor, message, secretOf(vendor))
		: await signThere(vendor, message, secretOf(vendor));
}

/** Another digit near the end of each signature: the very last ones of base64 do not always count. */
export const breakSignatures = (value: string): string =>
	value.replace(/\S(?=\S{9}(?: |$))/g, (digit) => (digit === 'a' ? 'b' : 'a'));

function isAcceptedHere(vendor: Vendor, request: VendorRequest, secret: VendorSecret): boolean {
	const scheme = schemeOf(vendor);
	const { body, headers, url } = request;
	return verify(scheme, keysOf(scheme, secret.verifying), {
		rawHeaders: Object.entries(headers).flat(),
		body: Buffer.from(body),
		nowMs: CLOCK_MS,
		url,
	}).ok;
}

/** Whether the SDK accepts a request. */
export async function isAcceptedThere(
	vendor: Vendor,
	request: VendorRequest,
	{ verifying }: VendorSecret,
): Promise<boolean> {
	try {
		return (await vendor.verify(request, verifying)) !== false;
	} catch {
		return false;
	}
}

/** Whether this package and the SDK accept a request. */
export async function verdictsOn(
	vendor: Vendor,
	request: VendorRequest,
	secret: VendorSecret = secretOf(vendor),
): Promise<{ here: boolean; there: boolean }> {
	return {
		here: isAcceptedHere(vendor, request, secret),
		there: await isAcceptedThere(vendor, request, secret),
	};
}
