import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** Liveblocks webhooks. */
export const liveblocks: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'liveblocks',
	displayName: 'Liveblocks',
	description: 'Standard Webhooks with webhook-* headers',
	secretPlace: "Copy the endpoint's signing secret, `whsec_…`, into `Secret`",
};
