import type { SignatureScheme } from '../scheme';

/** Postmark webhooks. User name and password stand in the URL; the body is not signed. */
export const postmark: SignatureScheme = {
	id: 'postmark',
	displayName: 'Postmark',
	description: 'Basic credentials in the URL',
	documentationUrl: 'https://postmarkapp.com/developer/webhooks/webhooks-overview',
	secretPlace:
		'Write the URL as `https://user:password@host/…` and enter `user:password` in `Secret`',
	algorithm: { kind: 'token' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: { header: 'Authorization', format: { kind: 'single', prefix: 'Basic ' } },
	content: [],
	repeats: {
		source: 'Nothing is signed, so whoever could repeat a request could as well write a new one.',
	},
	event: { id: [{ body: ['MessageID'] }], name: [{ body: ['RecordType'] }], data: [] },
};
