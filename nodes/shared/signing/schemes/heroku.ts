import type { SignatureScheme } from '../scheme';

/** Heroku's webhooks of apps and add-ons. */
export const heroku: SignatureScheme = {
	id: 'heroku',
	displayName: 'Heroku',
	description: 'Heroku-Webhook-Hmac-SHA256 with base64',
	documentationUrl: 'https://devcenter.heroku.com/articles/app-webhooks#using-the-shared-secret',
	secretPlace:
		'Copy the secret that you enter when you add the webhook, or that Heroku then shows (`Heroku-Webhook-Secret`), into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: { header: 'Heroku-Webhook-Hmac-SHA256', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		id: [{ body: ['webhook_metadata', 'event', 'id'] }],
		source:
			'[Heroku](https://github.com/heroku/webhooks-docs#receiving-webhooks): the body holds the ids of the event, the delivery and the attempt. The id of the event stays the same on retries.',
	},
	event: {
		id: [{ body: ['webhook_metadata', 'event', 'id'] }],
		name: [
			{
				join: [{ body: ['webhook_metadata', 'event', 'include'] }, { body: ['action'] }],
				separator: '.',
			},
		],
		data: [['data']],
	},
};
