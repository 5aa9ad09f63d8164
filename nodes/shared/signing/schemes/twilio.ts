import type { SignatureScheme } from '../scheme';

/**
 * Twilio webhooks. The URL must be exactly the one that Twilio calls. For JSON it holds the hash
 * of the body.
 */
export const twilio: SignatureScheme = {
	id: 'twilio',
	displayName: 'Twilio',
	description: 'X-Twilio-Signature with base64 over URL and form fields, SHA-1',
	documentationUrl: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
	algorithm: { kind: 'hmac', hash: 'sha1' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'X-Twilio-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['url', 'formFields'],
	bodyFormat: 'signedForm',
	duplicatesBy: 'content',
	bodyHashParameter: 'bodySHA256',
	event: {
		id: [{ body: ['MessageSid'] }, { body: ['CallSid'] }, { body: ['0', 'id'] }],
		name: [
			{ body: ['MessageStatus'] },
			{ body: ['CallStatus'] },
			{ body: ['SmsStatus'] },
			{ body: ['0', 'type'] },
		],
		data: [],
	},
};
