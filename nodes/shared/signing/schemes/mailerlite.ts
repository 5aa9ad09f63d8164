import type { SignatureScheme } from '../scheme';

/** MailerLite webhooks. */
export const mailerlite: SignatureScheme = {
	id: 'mailerlite',
	displayName: 'MailerLite',
	description: 'Signature with hex',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	duplicatesBy: 'content',
	event: {
		id: [],
		name: [{ body: ['type'] }, { body: ['events', '0', 'type'] }],
		data: [],
	},
};
