import type { SignatureScheme } from '../scheme';

/**
 * Checkout.com webhooks of workflows. The key is the signature key of the workflow's webhook
 * action.
 */
export const checkoutCom: SignatureScheme = {
	id: 'checkout-com',
	displayName: 'Checkout.com',
	description: 'Cko-Signature with hex',
	documentationUrl: 'https://www.checkout.com/docs/workflows',
	secretPlace: 'Dashboard → Workflows → the webhook action: copy the signature key into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'Cko-Signature', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Checkout.com](https://www.checkout.com/docs/workflows): a webhook is about one event, and `id` is the id of that event (`evt_…`).',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['type'] }],
		data: [['data']],
	},
};
