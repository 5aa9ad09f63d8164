import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** Lithic's events, which follow Standard Webhooks. */
export const lithic: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'lithic',
	displayName: 'Lithic',
	description: 'Standard Webhooks',
	documentationUrl: 'https://docs.lithic.com/docs/events-api',
	secretPlace:
		'Ask the API for the secret of the event subscription (`GET /v1/event_subscriptions/{token}/secret`) and copy it into `Secret`',
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['event_type'] }],
		data: [],
	},
};
