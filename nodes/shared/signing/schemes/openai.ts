import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** OpenAI webhooks. Its SDK takes a secret without `whsec_` as text; here either reading may match. */
export const openai: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'openai',
	displayName: 'OpenAI',
	description: 'Standard Webhooks with webhook-* headers',
	documentationUrl: 'https://developers.openai.com/api/docs/guides/webhooks',
	secretPlace:
		'Project settings, Webhooks: the secret, shown once when the endpoint is made, goes to `Secret`',
	keyFormat: 'whsecOrText',
};
