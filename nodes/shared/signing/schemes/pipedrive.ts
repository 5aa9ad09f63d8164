import type { SignatureScheme } from '../scheme';

/**
 * Pipedrive webhooks of both versions. Pipedrive sends a user name and a password; nothing is
 * signed.
 */
export const pipedrive: SignatureScheme = {
	id: 'pipedrive',
	displayName: 'Pipedrive',
	description: 'Basic credentials',
	documentationUrl: 'https://pipedrive.readme.io/docs/guide-for-webhooks-v2',
	secretPlace:
		'The webhook → HTTP Auth: enter the username and password that you choose there as `user:password` in `Secret`',
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
