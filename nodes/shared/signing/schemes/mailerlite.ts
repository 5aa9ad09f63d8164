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
	repeats: {
		source:
			'[MailerLite](https://developers-classic.mailerlite.com/docs/webhooks) sends the subscriber as it is: its page names neither an id nor a time of the event.',
	},
	event: {
		each: [['events', '*']],
		id: [],
		name: [{ body: ['type'] }, { body: ['events', '*', 'type'] }],
		data: [],
	},
};
