import type { SignatureScheme } from '../scheme';

/** Dropbox webhooks. Tells only whose files changed, so two events may look the same. */
export const dropbox: SignatureScheme = {
	id: 'dropbox',
	displayName: 'Dropbox',
	description: 'X-Dropbox-Signature with hex',
	documentationUrl: 'https://www.dropbox.com/developers/reference/webhooks',
	secretPlace: 'App console: copy the app secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Dropbox-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		looksAlike: true,
		source:
			'[Dropbox](https://www.dropbox.com/developers/reference/webhooks) sends only whose files changed: two changes look the same.',
	},
	event: {
		id: [],
		name: [],
		data: [],
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
