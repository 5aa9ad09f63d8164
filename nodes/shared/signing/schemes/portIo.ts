import type { SignatureScheme } from '../scheme';

/** Webhooks of Port.io's self-service actions and automations. The key is the client secret. */
export const portIo: SignatureScheme = {
	id: 'port-io',
	displayName: 'Port.io',
	description: 'x-port-signature with v1 and base64',
	documentationUrl:
		'https://docs.port.io/actions-and-automations/setup-backend/webhook/signature-verification',
	secretPlace: 'Your Port.io credentials: copy the client secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'x-port-signature',
		format: { kind: 'single', prefix: 'v1,' },
	},
	timestamp: { from: { header: 'x-port-timestamp' }, unit: 'seconds', toleranceSeconds: 300 },
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		looksAlike: true,
		source:
			'The time of [Port](https://docs.port.io/actions-and-automations/setup-backend/webhook/signature-verification) is in whole seconds, and you write the payload: two runs in one second may look the same.',
	},
	event: {
		id: [],
		name: [],
		data: [],
	},
};
