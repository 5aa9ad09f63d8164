import type { SignatureScheme } from '../scheme';

/**
 * Airtable webhooks. They tell only in which base something changed. The time in the body is not
 * checked: nothing says that it is a new one when Airtable tries again.
 */
export const airtable: SignatureScheme = {
	id: 'airtable',
	displayName: 'Airtable',
	description: 'X-Airtable-Content-MAC with hmac-sha256= and hex',
	documentationUrl: 'https://airtable.com/developers/web/api/webhooks-overview',
	secretPlace:
		'The response to the API call that creates the webhook holds `macSecretBase64`, once: copy it into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'base64',
	signature: {
		header: 'X-Airtable-Content-MAC',
		format: { kind: 'single', prefix: 'hmac-sha256=' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['timestamp']],
		source:
			'[Airtable](https://airtable.com/developers/web/api/webhooks-overview): the body holds the time to the millisecond, and nothing else that differs.',
	},
	event: { id: [], name: [], data: [] },
};
