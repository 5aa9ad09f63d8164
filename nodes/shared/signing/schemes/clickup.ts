import type { SignatureScheme } from '../scheme';

/** ClickUp webhooks. The answer to the call that creates the webhook holds the secret. */
export const clickup: SignatureScheme = {
	id: 'clickup',
	displayName: 'ClickUp',
	description: 'X-Signature with hex',
	documentationUrl: 'https://developer.clickup.com/docs/webhooksignature',
	secretPlace:
		'The answer to the API call that creates the webhook holds `secret`: it goes to `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'X-Signature', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		distinctBy: [['history_items', '0', 'id']],
		source:
			'[ClickUp](https://developer.clickup.com/docs/webhooks): the id of the history item, with that of the webhook, tells events apart. Several events may share it, but not their name. Without history items, nothing does.',
	},
	event: { id: [], name: [{ body: ['event'] }], data: [] },
};
