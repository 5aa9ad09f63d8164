import type { SignatureScheme } from '../scheme';

/**
 * monday.com webhooks of apps: a token for the URL, which does not cover the body. Webhooks made
 * with a personal token carry none, and are refused.
 */
export const monday: SignatureScheme = {
	id: 'monday',
	displayName: 'monday.com',
	description: 'Authorization with a JSON Web Token',
	documentationUrl: 'https://developer.monday.com/apps/docs/authorization-header',
	secretPlace:
		"Developer Center → the app's basic information: copy the signing secret, or for the app's lifecycle the client secret, into `Secret`",
	algorithm: { kind: 'jwt', hash: 'sha256', claims: [{ name: 'aud', equals: 'url' }] },
	encoding: 'text',
	keyFormat: 'text',
	signature: { header: 'Authorization', format: { kind: 'single', prefix: '' } },
	content: [],
	repeats: {
		source:
			'The token covers neither the body nor an id, and [monday.com](https://developer.monday.com/apps/docs/authorization-header) does not say that each request has a token of its own.',
	},
	event: {
		id: [{ body: ['event', 'triggerUuid'] }],
		name: [{ body: ['event', 'type'] }],
		data: [['event']],
	},
	handshakes: [
		{
			name: 'challenge',
			isSigned: false,
			method: 'POST',
			when: [{ body: ['challenge'] }],
			bodyKeys: ['challenge'],
			response: { kind: 'json', members: { challenge: { echo: { body: ['challenge'] } } } },
		},
	],
};
