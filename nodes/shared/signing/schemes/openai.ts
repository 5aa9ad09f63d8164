import type { SignatureScheme } from '../scheme';
import { standardWebhooks } from './standardWebhooks';

/** OpenAI webhooks. A secret without `whsec_` is used as text, as the SDK does. */
export const openai: SignatureScheme = {
	...standardWebhooks,
	id: 'openai',
	displayName: 'OpenAI',
	description: 'Standard Webhooks with webhook-* headers',
	keyFormat: 'whsecOrText',
};
