import type { SignatureScheme } from '../scheme';

/** Coinbase Commerce webhooks. */
export const coinbaseCommerce: SignatureScheme = {
	id: 'coinbase-commerce',
	displayName: 'Coinbase Commerce',
	description: 'X-CC-Webhook-Signature with hex',
	documentationUrl: 'https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security',
	secretPlace: 'Settings → Notifications: copy the webhook shared secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-CC-Webhook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		id: [{ body: ['event', 'id'] }],
		source:
			"Read in [Coinbase's library](https://github.com/coinbase/coinbase-commerce-node): `event.id` is that of the event; the outer `id` stands beside the number of the attempt.",
	},
	event: {
		id: [{ body: ['event', 'id'] }],
		name: [{ body: ['event', 'type'] }],
		data: [['event', 'data']],
	},
};
