import type { SignatureScheme } from '../scheme';

/** Mux webhooks. */
export const mux: SignatureScheme = {
	id: 'mux',
	displayName: 'Mux',
	description: 'mux-signature with a timestamp and hex',
	documentationUrl: 'https://www.mux.com/docs/core/verify-webhook-signatures',
	secretPlace: 'Settings → Webhooks: copy the signing secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'mux-signature',
		format: { kind: 'pairs', pairSeparator: ',', signatureKey: 'v1', timestampKey: 't' },
	},
	timestamp: { from: 'pairs', unit: 'seconds', toleranceSeconds: 300 },
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Mux](https://www.mux.com/docs/core/listen-for-webhooks): `id` is that of the event, for receivers to find duplicates.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['type'] }],
		data: [['data']],
	},
};
