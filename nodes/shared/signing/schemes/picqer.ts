import type { SignatureScheme } from '../scheme';

/** Picqer webhooks. Without a secret, nothing is signed. */
export const picqer: SignatureScheme = {
	id: 'picqer',
	displayName: 'Picqer',
	description: 'X-Picqer-Signature with base64',
	documentationUrl: 'https://picqer.com/en/api/webhooks',
	secretPlace: 'Copy the `secret` that you send when you create the hook into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'X-Picqer-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		source:
			'No page of [Picqer](https://picqer.com/en/api/webhooks) names an id of the event, and the body is only the object.',
	},
	event: {
		id: [],
		name: [{ body: ['event'] }],
		data: [['data']],
	},
};
