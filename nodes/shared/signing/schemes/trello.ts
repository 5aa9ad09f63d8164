import type { SignatureScheme } from '../scheme';

/** Trello webhooks. The URL must be exactly the callback URL. SHA-1 is all that Trello offers. */
export const trello: SignatureScheme = {
	id: 'trello',
	displayName: 'Trello',
	description: 'X-Trello-Webhook with base64 over body and URL, SHA-1',
	documentationUrl: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/',
	secretPlace: 'Power-Up admin → API key page: copy the OAuth secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha1' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'X-Trello-Webhook',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body', 'url'],
	repeats: {
		id: [{ body: ['action', 'id'] }],
		source:
			'[Trello](https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/): each webhook is about one action, and `action.id` is its id.',
	},
	event: {
		id: [{ body: ['action', 'id'] }],
		name: [{ body: ['action', 'type'] }],
		data: [['action']],
	},
	handshakes: [
		{
			name: 'reachability',
			isSigned: false,
			method: 'HEAD',
			when: [],
			response: { kind: 'fixed', statusCode: 200 },
		},
	],
};
