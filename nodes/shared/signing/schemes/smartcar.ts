import type { SignatureScheme } from '../scheme';

/**
 * Smartcar webhooks. The key is the application management token. Smartcar checks the URL by a
 * challenge, whose answer is an HMAC under the same key: for whoever may choose the challenge, that is
 * the signature of a body of their own. So the challenge is answered only where it is signed itself.
 */
export const smartcar: SignatureScheme = {
	id: 'smartcar',
	displayName: 'Smartcar',
	description: 'SC-Signature with hex',
	documentationUrl: 'https://smartcar.com/docs/integrations/webhooks/payload-verification',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'SC-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		id: [{ body: ['eventId'] }],
		source:
			'[Smartcar](https://smartcar.com/docs/api-reference/webhooks/events/verify): `eventId` is a unique identifier of the event.',
	},
	event: {
		id: [{ body: ['eventId'] }],
		name: [{ body: ['eventType'] }, { body: ['eventName'] }],
		data: [['data'], ['payload']],
	},
	handshakes: [
		{
			name: 'verify',
			isSigned: true,
			method: 'POST',
			when: [{ body: ['eventType'], equals: 'VERIFY' }, { body: ['data', 'challenge'] }],
			answer: {
				kind: 'json',
				members: {
					challenge: { hmacOf: { body: ['data', 'challenge'] }, encoding: 'hex', prefix: '' },
				},
			},
		},
	],
};
