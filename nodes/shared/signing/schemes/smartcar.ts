import type { SignatureScheme } from '../scheme';

/**
 * Smartcar webhooks. The key is the application management token. To check the URL, Smartcar has a
 * text signed with the same token, so only a JSON object counts as an event.
 */
export const smartcar: SignatureScheme = {
	id: 'smartcar',
	displayName: 'Smartcar',
	description: 'SC-Signature with hex',
	documentationUrl: 'https://smartcar.com/docs/integrations/webhooks/payload-verification',
	secretPlace: 'Dashboard → the application: copy the application management token into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'SC-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	requiresJsonObject: true,
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
			isSigned: false,
			method: 'POST',
			when: [{ body: ['eventType'], equals: 'VERIFY' }, { body: ['data', 'challenge'] }],
			bodyKeys: ['eventId', 'eventType', 'data', 'meta'],
			response: {
				kind: 'json',
				members: {
					challenge: { hmacOf: { body: ['data', 'challenge'] }, encoding: 'hex', prefix: '' },
				},
			},
		},
		{
			name: 'verify-version-2',
			isSigned: false,
			method: 'POST',
			when: [{ body: ['eventName'], equals: 'verify' }, { body: ['payload', 'challenge'] }],
			bodyKeys: ['version', 'webhookId', 'eventName', 'payload'],
			response: {
				kind: 'json',
				members: {
					challenge: { hmacOf: { body: ['payload', 'challenge'] }, encoding: 'hex', prefix: '' },
				},
			},
		},
	],
};
