import type { SignatureScheme } from '../scheme';

/** Mautic webhooks. Not Standard Webhooks, in spite of the name of the header. */
export const mautic: SignatureScheme = {
	id: 'mautic',
	displayName: 'Mautic',
	description: 'Webhook-Signature with base64',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'Webhook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	event: {
		id: [],
		name: [],
		data: [],
	},
};
