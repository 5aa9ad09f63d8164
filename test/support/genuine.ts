import { createHmac } from 'node:crypto';
import type { SignatureScheme } from '../../nodes/shared/signing/scheme';
import { canSign, signMessage } from '../../nodes/shared/signing/sign';
import { PUBLIC_URL, secretFor, signingKeysOf } from './schemes';

/** A genuine request of a scheme. */
export interface GenuineRequest {
	readonly rawHeaders: readonly string[];
	readonly body: Buffer;
	/** Where it was sent to. */
	readonly url: string;
}

const NOW_SECONDS = 1_700_000_000;

/** When every genuine request was sent, in milliseconds since 1970. */
export const genuineAt = NOW_SECONDS * 1000;

/** The id of every genuine request, for schemes that have one. */
export const genuineId = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value), 'utf8');

interface HandMade {
	readonly rawHeaders?: readonly string[];
	readonly body: Buffer;
}

const inBody = (value: unknown): HandMade => ({ body: json(value) });

/** Requests of the schemes that sign by what the body holds, made by hand after their documentation. */
const handMade: Readonly<Record<string, (secret: string) => HandMade>> = {
	adyen: (secret) => {
		const text = 'p1::Shop:ref:1000:EUR:AUTHORISATION:true';
		const hmac = createHmac('sha256', Buffer.from(secret, 'hex')).update(text);
		return inBody({
			notificationItems: [
				{
					NotificationRequestItem: {
						pspReference: 'p1',
						merchantAccountCode: 'Shop',
						merchantReference: 'ref',
						amount: { value: 1000, currency: 'EUR' },
						eventCode: 'AUTHORISATION',
						success: 'true',
						additionalData: { hmacSignature: hmac.digest('base64') },
					},
				},
			],
		});
	},
	favro: (secret) => {
		const payloadId = 'AbCdEf012345==';
		const hmac = createHmac('sha1', secret).update(payloadId + PUBLIC_URL);
		return {
			rawHeaders: ['X-Favro-Webhook', hmac.digest('base64')],
			body: json({ payloadId, action: 'created', card: { cardId: 'card-1' } }),
		};
	},
	figma: (secret) => inBody({ event_type: 'FILE_UPDATE', passcode: secret }),
	mailgun: (secret) => {
		const timestamp = String(NOW_SECONDS);
		const signature = createHmac('sha256', secret).update(`${timestamp}token`).digest('hex');
		return inBody({
			signature: { timestamp, token: 'token', signature },
			'event-data': { event: 'delivered', id: 'ev1' },
		});
	},
	meraki: (secret) =>
		inBody({ alertId: 'a1', alertType: 'Settings changed', sharedSecret: secret }),
	'microsoft-graph': (secret) =>
		inBody({ value: [{ changeType: 'updated', resource: 'Users', clientState: secret }] }),
};

/** The body of a genuine request; some providers need certain fields in it. */
function bodyFor({ timestamp }: SignatureScheme, text: string): Buffer {
	const isInBody = timestamp && timestamp.from !== 'pairs' && 'body' in timestamp.from;
	if (!isInBody) return Buffer.from(text);
	const [field] = (timestamp.from as { body: readonly string[] }).body;
	return json({ type: 'order.paid', [field as string]: genuineAt });
}

/** A request that the scheme must accept with `secretFor(scheme, number)`. */
export function genuineRequest(
	scheme: SignatureScheme,
	number = 1,
	text = '{"type":"order.paid","data":{"name":"Zoë","id":9223372036854775807}}',
): GenuineRequest {
	const secret = secretFor(scheme, number);
	if (!canSign(scheme)) {
		const build = handMade[scheme.id];
		if (!build) throw new Error(`No body for ${scheme.id}`);
		return { rawHeaders: [], ...build(secret), url: PUBLIC_URL };
	}
	const body = bodyFor(scheme, text);
	// A secret that can be read in two ways gives two keys; a sender uses one of them.
	const [key] = signingKeysOf(scheme, secret);
	const moment = { id: genuineId, nowMs: genuineAt, contentType: 'application/json' };
	const { headers, url } = signMessage(scheme, [key], { body, ...moment, url: PUBLIC_URL });
	return { rawHeaders: Object.entries(headers).flat(), body, url };
}
