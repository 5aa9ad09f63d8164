import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** incident.io webhooks, which Svix sends. */
export const incidentIo: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'incident-io',
	displayName: 'incident.io',
	description: 'Standard Webhooks',
	documentationUrl: 'https://docs.incident.io/api-reference/webhooks',
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['event_type'] }],
		data: [],
	},
};
