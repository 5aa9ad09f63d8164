import type { SignatureScheme } from '../scheme';

/** Okta event hooks. The authentication secret is sent along as it is; the body is not signed. */
export const okta: SignatureScheme = {
	id: 'okta',
	displayName: 'Okta',
	description: 'Authentication field with the authentication secret',
	documentationUrl: 'https://developer.okta.com/docs/concepts/event-hooks/',
	algorithm: { kind: 'token' },
	encoding: 'text',
	keyFormat: 'text',
	signature: {
		header: 'Authorization',
		headerIsConfigurable: true,
		earlierHeader: 'X-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: [],
	event: {
		id: [{ body: ['eventId'] }],
		name: [{ body: ['data', 'events', '0', 'eventType'] }],
		data: [['data', 'events']],
	},
	handshakes: [
		{
			name: 'verification-challenge',
			isSigned: false,
			method: 'GET',
			when: [{ header: 'x-okta-verification-challenge' }],
			answer: {
				kind: 'json',
				members: { verification: { echo: { header: 'x-okta-verification-challenge' } } },
			},
		},
	],
};
