import type { SignatureScheme } from '../scheme';

/** Chargebee webhooks. They are not signed: Chargebee sends Basic credentials if you enter some. */
export const chargebee: SignatureScheme = {
	id: 'chargebee',
	displayName: 'Chargebee',
	description: 'Basic credentials; the secret is user:password',
	documentationUrl:
		'https://www.chargebee.com/docs/billing/2.0/site-configuration/webhook_settings#basic-authentication',
	secretPlace:
		'Settings → Webhooks: enter a user name and a password under basic authentication, and enter both as `user:password` in `Secret`',
	algorithm: { kind: 'token' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: { header: 'Authorization', format: { kind: 'single', prefix: 'Basic ' } },
	content: [],
	repeats: {
		source: 'Nothing is signed, so whoever could repeat a request could as well write a new one.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['event_type'] }],
		data: [['content']],
	},
};
