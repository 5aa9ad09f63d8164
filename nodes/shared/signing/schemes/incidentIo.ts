import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** incident.io webhooks. Svix sends them. */
export const incidentIo: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'incident-io',
	displayName: 'incident.io',
	description: 'Standard Webhooks',
	documentationUrl: 'https://docs.incident.io/api-reference/webhooks',
	secretPlace:
		'Settings → Webhooks → the endpoint: copy the signing secret (`whsec_…`) into `Secret`',
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['event_type'] }],
		data: [],
	},
};
