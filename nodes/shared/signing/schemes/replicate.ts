import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** Replicate webhooks. The body is a prediction: its status says what happened. */
export const replicate: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'replicate',
	displayName: 'Replicate',
	description: 'Standard Webhooks with webhook-* headers',
	documentationUrl: 'https://replicate.com/docs/topics/webhooks/verify-webhook',
	secretPlace:
		'Ask the API for the default webhook secret (`GET /v1/webhooks/default/secret`) and copy the key into `Secret`',
	event: { id: [{ header: 'webhook-id' }], name: [{ body: ['status'] }], data: [] },
};
