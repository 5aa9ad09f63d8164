import type { SignatureScheme } from '../scheme';

/**
 * Cal.com webhooks. Cal.com sends the text no-secret-provided when none is set, which is
 * refused.
 */
export const calCom: SignatureScheme = {
	id: 'cal-com',
	displayName: 'Cal.com',
	description: 'X-Cal-Signature-256 with hex',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Cal-Signature-256',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	bodyFormat: 'jsonOrForm',
	event: {
		id: [],
		name: [{ body: ['triggerEvent'] }],
		data: [['payload']],
	},
};
