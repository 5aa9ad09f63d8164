import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** incident.io webhooks, which Svix sends. */
export const incidentIo: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'incident-io',
	displayName: 'incident.io',
	description: 'Standard Webhooks',
	documentationUrl: 'https://docs.incident.io/api-reference/webhooks',
	secretPlace: 'Settings, Webhooks, the endpoint: the signing secret (`whsec_…`) goes to `Secret`',
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['event_type'] }],
		data: [],
	},
};
