import type { SignatureScheme } from '../scheme';

/** Adyen Balance Platform webhooks. Balance platform and management webhooks. The key is hex. */
export const adyenPlatform: SignatureScheme = {
	id: 'adyen-platform',
	displayName: 'Adyen Balance Platform',
	description: 'HmacSignature with base64',
	documentationUrl:
		'https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures',
	secretPlace: "Copy the webhook's HMAC key, in hex, into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'hex',
	signature: {
		header: 'HmacSignature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['timestamp'], ['createdAt']],
		source:
			"Read in [Adyen's definitions](https://github.com/Adyen/adyen-openapi): `timestamp` is when the event was queued; management webhooks have `createdAt`, when the webhook was made.",
	},
	event: {
		id: [],
		name: [{ body: ['type'] }],
		data: [['data']],
	},
};
