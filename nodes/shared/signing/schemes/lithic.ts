import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** Lithic's events, which follow Standard Webhooks. */
export const lithic: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'lithic',
	displayName: 'Lithic',
	description: 'Standard Webhooks',
	documentationUrl: 'https://docs.lithic.com/docs/events-api',
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['event_type'] }],
		data: [],
	},
};
