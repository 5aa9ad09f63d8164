import type { SignatureScheme } from '../scheme';
import { standardWebhooks } from './standardWebhooks';

/** BigCommerce webhooks. The secret is the client secret of the app, used as text. */
export const bigcommerce: SignatureScheme = {
	...standardWebhooks,
	id: 'bigcommerce',
	displayName: 'BigCommerce',
	description: 'Standard Webhooks with webhook-* headers',
	keyFormat: 'text',
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ body: ['scope'] }],
		data: [['data']],
	},
};
