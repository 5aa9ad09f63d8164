import type { SignatureScheme } from '../scheme';

/**
 * Smartsheet webhooks. Smartsheet checks the URL when you enable a webhook, and again with every
 * hundredth callback.
 */
export const smartsheet: SignatureScheme = {
	id: 'smartsheet',
	displayName: 'Smartsheet',
	description: 'Smartsheet-Hmac-SHA256 with hex',
	documentationUrl:
		'https://developers.smartsheet.com/api/smartsheet/guides/webhooks/webhook-callbacks',
	secretPlace:
		'The response to the API call that creates the webhook holds `sharedSecret`: copy it into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Smartsheet-Hmac-SHA256',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['nonce']],
		each: { distinctBy: [['nonce']] },
		source:
			'[Smartsheet](https://github.com/smartsheet-platform/api-docs/blob/HEAD/source/_webhooks.html.md.erb): `nonce` is a random UUID of the callback, next to its time.',
	},
	event: {
		each: [['events', '*']],
		own: { time: [{ body: ['timestamp'], unit: 'iso8601' }] },
		id: [],
		name: [
			{
				join: [{ body: ['events', '*', 'objectType'] }, { body: ['events', '*', 'eventType'] }],
				separator: '.',
			},
			{ body: ['newWebhookStatus'] },
		],
		data: [['events']],
	},
	handshakes: [
		{
			name: 'challenge',
			isSigned: false,
			method: 'POST',
			when: [{ header: 'Smartsheet-Hook-Challenge' }, { body: ['challenge'] }],
			bodyKeys: ['challenge', 'webhookId'],
			response: {
				kind: 'json',
				members: { smartsheetHookResponse: { echo: { body: ['challenge'] } } },
			},
		},
	],
};
