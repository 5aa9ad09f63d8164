import type { SignatureScheme } from '../scheme';
import { standardWebhooks } from './standardWebhooks';

/** OpenAI webhooks. As in its SDK, a secret that does not start with `whsec_` is used as text. */
export const openai: SignatureScheme = {
	...standardWebhooks,
	id: 'openai',
	displayName: 'OpenAI',
	description: 'Standard Webhooks with webhook-* headers',
	documentationUrl: 'https://developers.openai.com/api/docs/guides/webhooks',
	keyFormat: 'whsecOrText',
};
