import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** Brex webhooks: the headers of Standard Webhooks, with a secret that is base64 without a prefix. */
export const brex: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'brex',
	displayName: 'Brex',
	description: 'Webhook-Signature with v1 and base64',
	documentationUrl: 'https://developer.brex.com/docs/webhooks/',
	secretPlace:
		'Ask the API for the webhook secrets (`GET /v1/webhooks/secrets`) and copy the active one into `Secret`, one that is about to be revoked into `Previous Secret`',
	keyFormat: 'base64',
	signature: { ...standardWebhooksOfProvider.signature, header: 'Webhook-Signature' },
	timestamp: { from: { header: 'Webhook-Timestamp' }, unit: 'seconds', toleranceSeconds: 300 },
	idHeader: 'Webhook-Id',
	repeats: {
		id: [{ header: 'webhook-id' }],
		source:
			'[Brex](https://developer.brex.com/docs/webhooks/) signs `Webhook-Id` as the id of the message, in the format of [Standard Webhooks](https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).',
	},
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['event_type'] }],
		data: [],
	},
};
