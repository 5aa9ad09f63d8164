import type { SignatureScheme } from '../scheme';
import { standardWebhooks } from './standardWebhooks';

/** Liveblocks webhooks. */
export const liveblocks: SignatureScheme = {
	...standardWebhooks,
	id: 'liveblocks',
	displayName: 'Liveblocks',
	description: 'Standard Webhooks with webhook-* headers',
};
