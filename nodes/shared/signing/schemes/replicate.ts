import type { SignatureScheme } from '../scheme';
import { standardWebhooks } from './standardWebhooks';

/** Replicate webhooks. Names no event: the status of the prediction tells what happened. */
export const replicate: SignatureScheme = {
	...standardWebhooks,
	id: 'replicate',
	displayName: 'Replicate',
	description: 'Standard Webhooks with webhook-* headers',
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['status'] }],
		data: [],
	},
};
