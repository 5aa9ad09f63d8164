import type { SignatureScheme } from '../scheme';

/** Figma webhooks of version 2: the body holds the passcode, which is all that proves it. */
export const figma: SignatureScheme = {
	id: 'figma',
	displayName: 'Figma',
	description: 'Passcode in the body',
	documentationUrl: 'https://developers.figma.com/docs/rest-api/webhooks-security/',
	secretPlace: 'Copy the `passcode` that you choose when you create the webhook into `Secret`',
	algorithm: { kind: 'token' },
	encoding: 'text',
	keyFormat: 'text',
	signature: { path: ['passcode'] },
	content: [],
	repeats: {
		source: 'Nothing is signed, so whoever could repeat a request could as well write a new one.',
	},
	event: { id: [], name: [{ body: ['event_type'] }], data: [] },
	handshakes: [
		{
			name: 'ping',
			isSigned: true,
			method: 'POST',
			when: [{ body: ['event_type'], equals: 'PING' }],
			response: { kind: 'fixed', statusCode: 200 },
		},
	],
};
