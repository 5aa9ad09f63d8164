import type { SignatureScheme } from '../scheme';

/**
 * Acuity Scheduling webhooks. The secret is the API key. Tells only which appointment changed, so
 * two events may look the same.
 */
export const acuity: SignatureScheme = {
	id: 'acuity',
	displayName: 'Acuity Scheduling',
	description: 'x-acuity-signature with base64',
	documentationUrl: 'https://developers.acuityscheduling.com/docs/webhooks',
	secretPlace: "Copy the account's API key into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'x-acuity-signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	bodyFormat: 'jsonOrForm',
	repeats: {
		looksAlike: true,
		source:
			'[Acuity](https://developers.acuityscheduling.com/docs/webhooks) sends only which appointment changed: two changes look the same.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['action'] }],
		data: [],
	},
};
