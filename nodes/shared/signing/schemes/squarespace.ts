import type { SignatureScheme } from '../scheme';

/** Squarespace webhooks. The secret is the key in hex. */
export const squarespace: SignatureScheme = {
	id: 'squarespace',
	displayName: 'Squarespace',
	description: 'Squarespace-Signature with hex',
	documentationUrl:
		'https://developers.squarespace.com/commerce-apis/webhooks/verifying-notifications',
	secretPlace:
		'The response to the API call that creates the webhook subscription holds `secret`: copy it, in hex as it is, into `Secret`',
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
