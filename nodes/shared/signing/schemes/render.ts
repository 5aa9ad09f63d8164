import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** Render webhooks. */
export const render: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'render',
	displayName: 'Render',
	description: 'Standard Webhooks with webhook-* headers',
	documentationUrl: 'https://render.com/docs/webhooks',
	secretPlace:
		'Integrations → Webhooks → the webhook → Settings: copy the signing secret into `Secret`',
	repeats: {
		id: [{ header: 'webhook-id' }],
		source:
			'[Render](https://render.com/docs/webhooks): `webhook-id` is the id of the event, the same on retries.',
	},
};
