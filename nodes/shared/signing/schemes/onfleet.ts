import type { SignatureScheme } from '../scheme';

/** Onfleet webhooks. The key is hex. Creating a webhook fails unless the check is answered. */
export const onfleet: SignatureScheme = {
	id: 'onfleet',
	displayName: 'Onfleet',
	description: 'X-Onfleet-Signature with hex, SHA-512',
	documentationUrl: 'https://docs.onfleet.com/reference/secrets',
	secretPlace: "Copy the organization's webhook secret, in hex, into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha512' },
	encoding: 'hex',
	keyFormat: 'hex',
	signature: {
		header: 'X-Onfleet-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['time']],
		source:
			'[Onfleet](https://docs.onfleet.com/reference/webhooks): `time` is the time of the event to the millisecond.',
	},
	event: {
		id: [],
		name: [{ body: ['triggerName'] }],
		data: [['data']],
	},
	handshakes: [
		{
			name: 'check',
			isSigned: false,
			method: 'GET',
			when: [{ query: 'check' }],
			response: { kind: 'text', value: { query: 'check' } },
		},
	],
};
