import type { SignatureScheme } from '../scheme';

/** MailerLite webhooks. */
export const mailerlite: SignatureScheme = {
	id: 'mailerlite',
	displayName: 'MailerLite',
	description: 'Signature with hex',
	secretPlace: 'Copy the secret that MailerLite shows for the webhook into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		source:
			'No page of MailerLite names an id or a time of the event: the body is the subscriber as it is.',
	},
	event: {
		each: [['events', '*']],
		id: [],
		name: [{ body: ['type'] }, { body: ['events', '*', 'type'] }],
		data: [],
	},
};
