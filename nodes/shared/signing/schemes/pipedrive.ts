import type { SignatureScheme } from '../scheme';

/** Pipedrive webhooks of both versions. User name and password are sent along; nothing is signed. */
export const pipedrive: SignatureScheme = {
	id: 'pipedrive',
	displayName: 'Pipedrive',
	description: 'Basic credentials',
	documentationUrl: 'https://pipedrive.readme.io/docs/guide-for-webhooks-v2',
	secretPlace:
		'The HTTP Auth username and password that you enter for the webhook: `user:password` goes to `Secret`',
	algorithm: { kind: 'token' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: { header: 'Authorization', format: { kind: 'single', prefix: 'Basic ' } },
	content: [],
	repeats: {
		source: 'Nothing is signed, so whoever could repeat a request could as well write a new one.',
	},
	event: {
		id: [],
		name: [
			{ join: [{ body: ['meta', 'entity'] }, { body: ['meta', 'action'] }], separator: '.' },
			{ body: ['event'] },
		],
		data: [['data'], ['current']],
	},
};
