import type { SignatureScheme } from '../scheme';

/** Onfleet webhooks. The key is hex. */
export const onfleet: SignatureScheme = {
	id: 'onfleet',
	displayName: 'Onfleet',
	description: 'X-Onfleet-Signature with hex, SHA-512',
	algorithm: { kind: 'hmac', hash: 'sha512' },
	encoding: 'hex',
	keyFormat: 'hex',
	signature: {
		header: 'X-Onfleet-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	event: {
		id: [],
		name: [{ body: ['triggerName'] }],
		data: [['data']],
	},
};
