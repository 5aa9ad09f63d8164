import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** BigCommerce webhooks. The key is the client secret of the app, as text. */
export const bigcommerce: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'bigcommerce',
	displayName: 'BigCommerce',
	description: 'Standard Webhooks with webhook-* headers',
	documentationUrl:
		'https://github.com/bigcommerce/docs/blob/HEAD/docs/integrations/webhooks/https-webhook-overview.mdx',
	secretPlace:
		'Copy the client secret of the app or API account that created the webhook into `Secret`',
	keyFormat: 'text',
	event: { id: [{ header: 'webhook-id' }], name: [{ body: ['scope'] }], data: [['data']] },
};
