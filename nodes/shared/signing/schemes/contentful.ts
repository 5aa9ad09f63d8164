import type { SignatureScheme } from '../scheme';

/**
 * Contentful webhooks. Contentful lists the headers that it signs; the time must be among them. The
 * tolerance is that of its own library.
 */
export const contentful: SignatureScheme = {
	id: 'contentful',
	displayName: 'Contentful',
	description: 'x-contentful-signature with hex over a canonical request',
	documentationUrl: 'https://www.contentful.com/developers/docs/webhooks/request-verification/',
	secretPlace:
		'Space settings → Webhooks → Settings → request verification: copy the 64 characters into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'x-contentful-signature',
		format: { kind: 'single', prefix: '' },
	},
	timestamp: {
		from: { header: 'x-contentful-timestamp' },
		unit: 'milliseconds',
		toleranceSeconds: 30,
	},
	idHeader: 'X-Contentful-Idempotency-Key',
	eventHeader: 'X-Contentful-Topic',
	content: [
		'method',
		{ literal: '\n' },
		'path',
		{ literal: '\n' },
		{ signedHeaders: 'x-contentful-signed-headers' },
		{ literal: '\n' },
		'body',
	],
	bodyFormat: 'jsonOrForm',
	repeats: {
		id: [{ header: 'x-contentful-idempotency-key' }],
		source:
			'[Contentful](https://www.contentful.com/developers/changelog/idempotency-key-headers-for-webhook-requests/): the key is another one for each webhook, and is there to drop those that come twice.',
	},
	event: {
		id: [{ header: 'x-contentful-idempotency-key' }],
		name: [{ header: 'x-contentful-topic' }],
		data: [],
	},
};
