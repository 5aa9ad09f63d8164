import type { SignatureScheme } from '../types';

/** Stripe webhook endpoints. The secret is used as text, its `whsec_` prefix included. */
export const stripe: SignatureScheme = {
	id: 'stripe',
	displayName: 'Stripe',
	description: 'Stripe-Signature with a timestamp and hex',
	documentationUrl: 'https://docs.stripe.com/webhooks/signature',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Stripe-Signature',
		format: {
			kind: 'pairs',
			pairSeparator: ',',
			signatureKey: 'v1',
			timestampKey: 't',
		},
	},
	timestamp: { from: 'pairs', unit: 'seconds', toleranceSeconds: 300 },
	content: ['timestamp', { literal: '.' }, 'body'],
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['type'] }],
		data: [['data', 'object']],
	},
};
