import type { SignatureScheme } from '../scheme';

/** Webhooks of Port.io's self-service actions and automations. The key is the client secret. */
export const portIo: SignatureScheme = {
	id: 'port-io',
	displayName: 'Port.io',
	description: 'x-port-signature with v1 and base64',
	documentationUrl:
		'https://docs.port.io/actions-and-automations/setup-backend/webhook/signature-verification',
	secretPlace: 'The client secret of your Port.io credentials goes to `Secret`',
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
			'The time of [Port](https://docs.port.io/actions-and-automations/setup-backend/webhook/signature-verification) is of whole seconds, and the payload is yours to write: two runs of one second may look the same.',
	},
	event: {
		id: [],
		name: [],
		data: [],
	},
};
