import type { SignatureScheme } from '../scheme';
import { standardWebhooks } from './standardWebhooks';

/** Anthropic webhooks. */
export const anthropic: SignatureScheme = {
	...standardWebhooks,
	id: 'anthropic',
	displayName: 'Anthropic',
	description: 'Standard Webhooks with webhook-* headers',
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['data', 'type'] }, { body: ['type'] }],
		data: [['data']],
	},
};
