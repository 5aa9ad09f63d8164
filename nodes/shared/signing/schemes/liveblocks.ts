import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** Liveblocks webhooks. */
export const liveblocks: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'liveblocks',
	displayName: 'Liveblocks',
	description: 'Standard Webhooks with webhook-* headers',
	secretPlace: "The endpoint's signing secret, `whsec_…`, goes to `Secret`",
};
