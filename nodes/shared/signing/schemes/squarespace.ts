import type { SignatureScheme } from '../scheme';

/** Squarespace webhooks. The secret is hex of the key. */
export const squarespace: SignatureScheme = {
	id: 'squarespace',
	displayName: 'Squarespace',
	description: 'Squarespace-Signature with hex',
	documentationUrl:
		'https://developers.squarespace.com/commerce-apis/webhooks/verifying-notifications',
	secretPlace:
		'The `secret` in the answer to the call that makes the webhook subscription, in hex, goes to `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'hex',
	signature: {
		header: 'Squarespace-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Squarespace](https://developers.squarespace.com/webhooks/overview): `id` is the unique id of the notification.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['topic'] }],
		data: [['data']],
	},
};
