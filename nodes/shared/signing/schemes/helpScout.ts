import type { SignatureScheme } from '../scheme';

/** Help Scout webhooks. SHA-1 is all that Help Scout offers. */
export const helpScout: SignatureScheme = {
	id: 'help-scout',
	displayName: 'Help Scout',
	description: 'X-HelpScout-Signature with base64, SHA-1',
	secretPlace: "Copy the secret that you enter in the app's webhook settings into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha1' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'X-HelpScout-Signature',
		format: { kind: 'single', prefix: '' },
	},
	eventHeader: 'X-HelpScout-Event',
	content: ['body'],
	repeats: {
		source: 'No page of Help Scout says what tells two requests about one conversation apart.',
	},
	event: {
		id: [],
		name: [{ header: 'x-helpscout-event' }],
		data: [],
	},
};
