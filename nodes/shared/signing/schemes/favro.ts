import type { SignatureScheme } from '../scheme';

/**
 * Favro webhooks. The signature covers an id in the body and the URL, but not the event itself:
 * anyone who records one request can send other data with it.
 */
export const favro: SignatureScheme = {
	id: 'favro',
	displayName: 'Favro',
	description: 'X-Favro-Webhook with base64 over id and URL, SHA-1',
	documentationUrl: 'https://favro.com/developer/#webhook-signatures',
	secretPlace: 'Copy the secret that you send when you create the webhook into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha1' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: { header: 'X-Favro-Webhook', format: { kind: 'single', prefix: '' } },
	content: [{ bodyField: ['payloadId'] }, 'url'],
	repeats: {
		id: [{ body: ['payloadId'] }],
		source:
			'[Favro](https://favro.com/developer/#webhook-signatures): `payloadId` is the id of the payload. Only it and the URL are signed.',
	},
	event: {
		id: [{ body: ['payloadId'] }],
		name: [{ body: ['action'] }],
		data: [['card'], ['comment']],
	},
};
