import type { SignatureScheme } from '../scheme';

/** Formstack webhooks. */
export const formstack: SignatureScheme = {
	id: 'formstack',
	displayName: 'Formstack',
	description: 'X-FS-Signature with sha256= and hex',
	secretPlace: "The form's webhook settings: copy the HMAC key into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-FS-Signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	content: ['body'],
	// The shared secret of forms that do not sign.
	hiddenFields: [['HandshakeKey']],
	bodyFormat: 'jsonOrForm',
	repeats: {
		distinctBy: [['UniqueID']],
		source:
			'[Formstack](https://developers.formstack.com/docs/webhook-examples): the body holds the id of the submission (`UniqueID`), and each submission is sent once.',
	},
	event: {
		id: [],
		name: [],
		data: [],
	},
};
