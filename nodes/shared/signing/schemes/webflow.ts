import type { SignatureScheme } from '../scheme';

/**
 * Webflow webhooks. Only webhooks made by an OAuth app are signed. The secret is its client
 * secret.
 */
export const webflow: SignatureScheme = {
	id: 'webflow',
	displayName: 'Webflow',
	description: 'x-webflow-signature with hex',
	documentationUrl: 'https://developers.webflow.com/data/v1.0.0/docs/verifying-webhook-signatures',
	secretPlace: 'Copy the client secret of the OAuth app that created the webhook into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'x-webflow-signature',
		format: { kind: 'single', prefix: '' },
	},
	timestamp: {
		from: { header: 'x-webflow-timestamp' },
		unit: 'secondsOrMilliseconds',
		toleranceSeconds: 300,
	},
	content: ['timestamp', { literal: ':' }, 'body'],
	repeats: {
		source:
			'[Webflow](https://developers.webflow.com/data/docs/working-with-webhooks): time and body are signed. The body has no id that all events share.',
	},
	event: {
		id: [],
		name: [{ body: ['triggerType'] }],
		data: [['payload']],
	},
};
