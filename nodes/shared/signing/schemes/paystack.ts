import type { SignatureScheme } from '../scheme';

/** Paystack webhooks. The secret is the secret API key; there is none of its own for webhooks. */
export const paystack: SignatureScheme = {
	id: 'paystack',
	displayName: 'Paystack',
	description: 'x-paystack-signature with hex, SHA-512',
	algorithm: { kind: 'hmac', hash: 'sha512' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'x-paystack-signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		source:
			'[Paystack](https://paystack.com/docs/payments/webhooks/) sends the object as it is: neither an id nor a time of the event, and no id of the delivery.',
	},
	event: {
		id: [],
		name: [{ body: ['event'] }],
		data: [['data']],
	},
};
