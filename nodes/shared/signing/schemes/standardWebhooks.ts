import type { SignatureScheme } from '../scheme';

/** What the specification says, for providers that follow it: all of them send JSON. */
export const standardWebhooksOfProvider: SignatureScheme = {
	id: 'standard-webhooks',
	displayName: 'Standard Webhooks',
	description: 'The open specification, also used by Svix and many others',
	documentationUrl:
		'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
	secretPlace: 'Copy the secret that the sender shows (it starts with `whsec_`) into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'whsec',
	signature: {
		header: 'webhook-signature',
		format: {
			kind: 'list',
			entrySeparator: ' ',
			versionSeparator: ',',
			version: 'v1',
		},
	},
	timestamp: {
		from: { header: 'webhook-timestamp' },
		unit: 'seconds',
		toleranceSeconds: 300,
	},
	idHeader: 'webhook-id',
	idPrefix: 'msg_',
	content: ['id', { literal: '.' }, 'timestamp', { literal: '.' }, 'body'],
	repeats: {
		id: [{ header: 'webhook-id' }],
		source:
			'The [specification](https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): the id is another one for each message, and the same when a message is sent again.',
	},
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['type'] }],
		data: [['data']],
	},
};

/** Symmetric signatures (`v1`) of the Standard Webhooks specification 1.0, from any sender. */
export const standardWebhooks: SignatureScheme = {
	...standardWebhooksOfProvider,
	bodyFormat: 'any',
};
