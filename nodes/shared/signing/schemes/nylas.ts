import type { SignatureScheme } from '../scheme';

/** Nylas webhooks of version 3. Nylas checks the URL with a GET request when you enter it. */
export const nylas: SignatureScheme = {
	id: 'nylas',
	displayName: 'Nylas',
	description: 'X-Nylas-Signature with hex',
	documentationUrl: 'https://developer.nylas.com/docs/v3/notifications/',
	secretPlace:
		'The dashboard, or the response to the API call that creates the webhook: copy `webhook_secret` into `Secret`',
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
			'[Nylas](https://developer.nylas.com/docs/v3/notifications/notification-schemas/): `time` is the time of the event, next to the object as it was then. The body of a retry holds the number of the attempt, so it counts as another event.',
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
