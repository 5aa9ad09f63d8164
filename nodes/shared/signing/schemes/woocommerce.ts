import type { SignatureScheme } from '../scheme';

/**
 * WooCommerce webhooks. The first request after saving a webhook is an unsigned form, which is
 * only answered.
 */
export const woocommerce: SignatureScheme = {
	id: 'woocommerce',
	displayName: 'WooCommerce',
	description: 'X-WC-Webhook-Signature with base64',
	documentationUrl: 'https://developer.woocommerce.com/docs/apis/rest-api/v3/webhooks/',
	secretPlace: 'Settings → Advanced → Webhooks: copy the secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'X-WC-Webhook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	idHeader: 'X-WC-Webhook-Delivery-ID',
	eventHeader: 'X-WC-Webhook-Topic',
	content: ['body'],
	repeats: {
		id: [{ join: [{ header: 'x-wc-webhook-delivery-id' }, { body: ['id'] }], separator: ':' }],
		idIsShared: true,
		source:
			"Read in [WooCommerce's source](https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-webhook.php): the delivery id is a hash of webhook and second, which all events of one second share, so `Delivery ID` never counts. The body is the object as it is, and WooCommerce never tries again.",
	},
	event: {
		id: [{ header: 'x-wc-webhook-delivery-id' }],
		name: [{ header: 'x-wc-webhook-topic' }],
		data: [],
	},
	handshakes: [
		{
			name: 'ping',
			isSigned: false,
			method: 'POST',
			when: [{ body: ['webhook_id'] }],
			bodyFormat: 'jsonOrForm',
			bodyKeys: ['webhook_id'],
			response: { kind: 'fixed', statusCode: 200 },
		},
	],
};
