import type { SignatureScheme } from '../scheme';

/** Ashby webhooks. Ashby does not retry after a 401, 403, 404, 405 or 410. */
export const ashby: SignatureScheme = {
	id: 'ashby',
	displayName: 'Ashby',
	description: 'Ashby-Signature with sha256= and hex',
	documentationUrl: 'https://developers.ashbyhq.com/docs/authenticating-webhooks',
	secretPlace:
		'Admin → Integrations → Webhooks: copy the secret token that you enter into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'Ashby-Signature', format: { kind: 'single', prefix: 'sha256=' } },
	content: ['body'],
	repeats: {
		source:
			'The pages of [Ashby](https://developers.ashbyhq.com/docs/setting-up-webhooks) about webhooks name no id and no time of the event.',
	},
	event: {
		id: [],
		name: [{ body: ['action'] }],
		data: [['data']],
	},
};
