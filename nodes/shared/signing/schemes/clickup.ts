import type { SignatureScheme } from '../scheme';

/** ClickUp webhooks. The response to the call that creates the webhook holds the secret. */
export const clickup: SignatureScheme = {
	id: 'clickup',
	displayName: 'ClickUp',
	description: 'X-Signature with hex',
	documentationUrl: 'https://developer.clickup.com/docs/webhooksignature',
	secretPlace:
		'The response to the API call that creates the webhook holds `secret`: copy it into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'X-Signature', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		distinctBy: [['history_items', '0', 'id']],
		source:
			'[ClickUp](https://developer.clickup.com/docs/webhooks): the id of the history item and that of the webhook identify an event. Several events may share them, but not their name. Without history items, nothing identifies an event.',
	},
	event: { id: [], name: [{ body: ['event'] }], data: [] },
};
