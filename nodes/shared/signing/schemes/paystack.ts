import type { SignatureScheme } from '../scheme';

/** Paystack webhooks. The secret is the secret API key; there is none of its own for webhooks. */
export const paystack: SignatureScheme = {
	id: 'paystack',
	displayName: 'Paystack',
	description: 'x-paystack-signature with hex, SHA-512',
	secretPlace: 'Copy the API secret key, `sk_…`, into `Secret`',
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
			'No page of Paystack names an id or a time of the event, or an id of the delivery: the body is the object as it is.',
	},
	event: {
		id: [],
		name: [{ body: ['event'] }],
		data: [['data']],
	},
};
