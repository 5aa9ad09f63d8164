import type { SignatureScheme } from '../scheme';

/** Stream webhooks. Stream Chat. The secret is the API secret. */
export const stream: SignatureScheme = {
	id: 'stream',
	displayName: 'Stream',
	description: 'X-Signature with hex',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	event: {
		id: [],
		name: [{ body: ['type'] }],
		data: [],
	},
};
