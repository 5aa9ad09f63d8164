import type { SignatureScheme } from '../scheme';

/** Okta event hooks. The authentication secret is sent along as it is; the body is not signed. */
export const okta: SignatureScheme = {
	id: 'okta',
	displayName: 'Okta',
	description: 'Authentication field with the authentication secret',
	documentationUrl: 'https://developer.okta.com/docs/concepts/event-hooks/',
	secretPlace:
		'Workflow → Event Hooks: copy the authentication secret, exactly as typed there, into `Secret`, and the authentication field into `Signature Header`',
	algorithm: { kind: 'token' },
	encoding: 'text',
	keyFormat: 'text',
	signature: {
		header: 'Authorization',
		headerIsConfigurable: true,
		format: { kind: 'single', prefix: '' },
	},
	content: [],
	repeats: {
		id: [{ body: ['eventId'] }],
		each: { id: [['data', 'events', '*', 'uuid']] },
		source:
			'Nothing is signed, so whoever could repeat a request could as well write a new one. `Delivery ID` goes by `eventId`, which [Okta](https://developer.okta.com/docs/concepts/event-hooks/) has to find duplicates.',
	},
	event: {
		each: [['data', 'events', '*']],
		own: {
			id: [{ body: ['data', 'events', '*', 'uuid'] }],
			time: [{ body: ['data', 'events', '*', 'published'], unit: 'iso8601' }],
		},
		id: [{ body: ['eventId'] }],
		name: [{ body: ['data', 'events', '*', 'eventType'] }],
		data: [['data', 'events']],
	},
	handshakes: [
		{
			name: 'verification-challenge',
			isSigned: false,
			method: 'GET',
			when: [{ header: 'x-okta-verification-challenge' }],
			response: {
				kind: 'json',
				members: { verification: { echo: { header: 'x-okta-verification-challenge' } } },
			},
		},
	],
};
