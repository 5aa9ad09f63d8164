import type { SignatureScheme } from '../scheme';

/** Square webhooks. The URL must be exactly the one that Square has. */
export const square: SignatureScheme = {
	id: 'square',
	displayName: 'Square',
	description: 'x-square-hmacsha256-signature with base64 over URL and body',
	documentationUrl: 'https://developer.squareup.com/docs/webhooks/step3validate',
	secretPlace:
		"Developer console → Webhooks → Subscriptions: copy the endpoint's signature key into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'x-square-hmacsha256-signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['url', 'body'],
	repeats: {
		id: [{ body: ['event_id'] }],
		source:
			'[Square](https://github.com/square/connect-api-specification): `event_id` is a unique id of the event.',
	},
	event: {
		id: [{ body: ['event_id'] }],
		name: [{ body: ['type'] }],
		data: [['data', 'object'], ['data']],
	},
	sourceAddresses: {
		networks: ['54.245.1.154', '34.202.99.168', '54.212.177.79', '107.20.218.8'],
		documentationUrl:
			'https://developer.squareup.com/forums/t/webhooks-whitelisting-ip-address/2075',
		readAt: '2026-11-21',
	},
};
