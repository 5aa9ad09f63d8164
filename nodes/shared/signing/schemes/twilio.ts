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
	secretPlace: 'Console → API keys and tokens: copy the primary auth token into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha1' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'X-Twilio-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['url', 'formFields'],
	bodyFormat: 'signedForm',
	bodyHashParameter: 'bodySHA256',
	repeats: {
		id: [{ header: 'i-twilio-idempotency-token' }],
		distinctBy: [['0', 'id']],
		each: { id: [['*', 'id']] },
		source:
			'[Twilio](https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides): the token in the header is another one for each request, and the same on retries; [event streams](https://www.twilio.com/docs/events/faq/at-least-once-delivery) tell their events apart by `id`. `MessageSid` and `CallSid` have several events, and loops of a call may send the same fields again.',
	},
	event: {
		each: [['*']],
		own: { time: [{ body: ['*', 'time'], unit: 'iso8601' }], data: [['*', 'data']] },
		id: [{ body: ['MessageSid'] }, { body: ['CallSid'] }, { body: ['*', 'id'] }],
		name: [
			{ body: ['MessageStatus'] },
			{ body: ['CallStatus'] },
			{ body: ['SmsStatus'] },
			{ body: ['*', 'type'] },
		],
		data: [],
	},
};
