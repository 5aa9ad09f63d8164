import type { SignatureScheme } from '../scheme';

/** Typeform webhooks. The prefix is followed by base64, which may end with `=` itself. */
export const typeform: SignatureScheme = {
	id: 'typeform',
	displayName: 'Typeform',
	description: 'Typeform-Signature with sha256= and base64',
	documentationUrl: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
	secretPlace: 'The form → Connect → Webhooks → Edit: copy the secret that you enter into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'Typeform-Signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	content: ['body'],
	repeats: {
		id: [{ body: ['event_id'] }],
		source:
			'[Typeform](https://www.typeform.com/developers/webhooks/example-payload/): `event_id` is a unique id of the webhook.',
	},
	event: {
		id: [{ body: ['event_id'] }],
		name: [{ body: ['event_type'] }],
		data: [['form_response']],
	},
};
