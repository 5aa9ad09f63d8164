import type { SignatureScheme } from '../scheme';

/** Sanity webhooks. */
export const sanity: SignatureScheme = {
	id: 'sanity',
	displayName: 'Sanity',
	description: 'sanity-webhook-signature with a timestamp and base64url',
	secretPlace: "Copy the secret that you enter in the webhook's settings into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64url',
	keyFormat: 'text',
	signature: {
		header: 'sanity-webhook-signature',
		format: { kind: 'pairs', pairSeparator: ',', signatureKey: 'v1', timestampKey: 't' },
	},
	timestamp: { from: 'pairs', unit: 'milliseconds', toleranceSeconds: 300 },
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		id: [{ header: 'idempotency-key' }],
		source:
			'[Sanity](https://www.sanity.io/docs/content-lake/webhooks): time and body are signed, and the header `idempotency-key` tells deliveries apart. The body is yours to choose, and `_id` is that of the document.',
	},
	event: {
		id: [{ body: ['_id'] }],
		name: [{ body: ['_type'] }],
		data: [],
	},
};
