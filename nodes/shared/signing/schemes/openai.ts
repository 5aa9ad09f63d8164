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
		'Project settings → Webhooks: copy the secret, shown once when you create the endpoint, into `Secret`',
	keyFormat: 'whsecOrText',
};
