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
		"Integrations, Webhooks, the webhook's Settings: the signing secret goes to `Secret`",
	repeats: {
		id: [{ header: 'webhook-id' }],
		source:
			'[Render](https://render.com/docs/webhooks): `webhook-id` is that of the event, and the same on retries.',
	},
};
