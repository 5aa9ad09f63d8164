import type { SignatureScheme } from '../scheme';

/**
 * Mailgun webhooks. The signature covers a time and a token in the body, but not the event itself:
 * whoever records one request could send other data with it once, within the tolerance.
 */
export const mailgun: SignatureScheme = {
	id: 'mailgun',
	displayName: 'Mailgun',
	description: 'Signature in the body, over a time and a token',
	documentationUrl:
		'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
	secretPlace: 'Account settings: copy the HTTP webhook signing key into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		path: ['signature', 'signature'],
		// Events of a subaccount are signed with the key of the primary account, too.
		furtherPaths: [['signature', 'parent-signature']],
	},
	timestamp: {
		from: { body: ['signature', 'timestamp'] },
		unit: 'seconds',
		toleranceSeconds: 28_800,
	},
	content: [{ bodyField: ['signature', 'timestamp'] }, { bodyField: ['signature', 'token'] }],
	// What is signed, together with the time.
	hiddenFields: [['signature', 'token']],
	repeats: {
		source:
			'[Mailgun](https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks): the signed token is another one for each request, and one that was seen is to be refused.',
	},
	event: {
		id: [{ body: ['event-data', 'id'] }],
		name: [{ body: ['event-data', 'event'] }],
		data: [['event-data']],
	},
};
