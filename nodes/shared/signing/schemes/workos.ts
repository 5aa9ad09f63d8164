import type { SignatureScheme } from '../scheme';

/** WorkOS webhooks. */
export const workos: SignatureScheme = {
	id: 'workos',
	displayName: 'WorkOS',
	description: 'WorkOS-Signature with a timestamp and hex',
	documentationUrl: 'https://workos.com/docs/events/data-syncing/webhooks',
	secretPlace: "Dashboard → Webhooks: copy the endpoint's secret into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'WorkOS-Signature',
		format: { kind: 'pairs', pairSeparator: ',', signatureKey: 'v1', timestampKey: 't' },
	},
	timestamp: { from: 'pairs', unit: 'milliseconds', toleranceSeconds: 180 },
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[WorkOS](https://workos.com/docs/events/data-syncing/webhooks): `id` is that of the event.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['event'] }],
		data: [['data']],
	},
};
