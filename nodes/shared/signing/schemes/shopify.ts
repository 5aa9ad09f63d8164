import type { SignatureScheme } from '../scheme';

/**
 * Shopify webhooks. The secret is the client secret of the app, or that of the store for
 * webhooks made in its settings.
 */
export const shopify: SignatureScheme = {
	id: 'shopify',
	displayName: 'Shopify',
	description: 'X-Shopify-Hmac-Sha256 with base64',
	documentationUrl: 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https',
	secretPlace:
		"Copy the app's client secret into `Secret`; for webhooks of the store's own settings, the key shown there",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'X-Shopify-Hmac-Sha256',
		format: { kind: 'single', prefix: '' },
	},
	idHeader: 'X-Shopify-Webhook-Id',
	eventHeader: 'X-Shopify-Topic',
	headerAliases: {
		'x-shopify-hmac-sha256': 'shopify-hmac-sha256',
		'x-shopify-topic': 'shopify-topic',
		'x-shopify-webhook-id': 'shopify-webhook-id',
	},
	content: ['body'],
	repeats: {
		id: [{ header: 'x-shopify-webhook-id' }],
		source:
			'[Shopify](https://shopify.dev/docs/api/shopify-app-remix/v4/authenticate/webhook): the header is the idempotency key of a webhook; `X-Shopify-Event-Id` is shared by the webhooks of one event. The body is the object as it is.',
	},
	event: {
		id: [{ header: 'x-shopify-webhook-id' }],
		name: [{ header: 'x-shopify-topic' }],
		data: [],
	},
};
