import type { SignatureScheme } from '../scheme';

/** Nylas webhooks of version 3. Nylas checks the URL with a GET request when it is entered. */
export const nylas: SignatureScheme = {
	id: 'nylas',
	displayName: 'Nylas',
	description: 'X-Nylas-Signature with hex',
	documentationUrl: 'https://developer.nylas.com/docs/v3/notifications/',
	secretPlace:
		'The `webhook_secret` in the answer to the call that makes the webhook, or in the dashboard, goes to `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Nylas-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['time']],
		source:
			'[Nylas](https://developer.nylas.com/docs/v3/notifications/notification-schemas/): `time` is that of the event, beside the object as it then was. A retry says in the body which attempt it is, so it counts as another event.',
	},
	event: {
		id: [],
		name: [{ body: ['type'] }],
		data: [['data', 'object'], ['data']],
	},
	handshakes: [
		{
			name: 'challenge',
			isSigned: false,
			method: 'GET',
			when: [{ query: 'challenge' }],
			response: { kind: 'text', value: { query: 'challenge' } },
		},
	],
};
