import type { SignatureScheme } from '../scheme';

/** Acuity Scheduling webhooks. The secret is the API key. */
export const acuity: SignatureScheme = {
	id: 'acuity',
	displayName: 'Acuity Scheduling',
	description: 'x-acuity-signature with base64',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'x-acuity-signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	duplicatesBy: 'content',
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['action'] }],
		data: [],
	},
};
