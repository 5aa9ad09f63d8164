import type { SignatureScheme } from '../scheme';

/**
 * Front's application webhooks, signed with the key of the app. Webhooks of rules use another
 * signature.
 */
export const front: SignatureScheme = {
	id: 'front',
	displayName: 'Front',
	description: 'X-Front-Signature with base64 over time and body',
	documentationUrl: 'https://dev.frontapp.com/docs/application-webhooks',
	secretPlace: 'Settings → Developers → the app: copy the signing key into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: { header: 'X-Front-Signature', format: { kind: 'single', prefix: '' } },
	timestamp: {
		from: { header: 'X-Front-Request-Timestamp' },
		unit: 'milliseconds',
		toleranceSeconds: 300,
	},
	content: ['timestamp', { literal: ':' }, 'body'],
	repeats: {
		source:
			'[Front](https://dev.frontapp.com/docs/application-webhooks) signs the time of the request to the millisecond.',
	},
	event: {
		id: [],
		name: [{ body: ['type'] }],
		data: [['payload']],
	},
	handshakes: [
		{
			name: 'challenge',
			isSigned: true,
			method: 'POST',
			when: [{ header: 'X-Front-Challenge' }, { body: ['type'], equals: 'sync' }],
			response: { kind: 'json', members: { challenge: { echo: { header: 'X-Front-Challenge' } } } },
		},
	],
};
