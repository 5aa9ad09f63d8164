import type { SignatureScheme } from '../scheme';

/**
 * Airtable webhooks. Tells only that something changed. The secret is the macSecretBase64 of the
 * call that created the webhook.
 */
export const airtable: SignatureScheme = {
	id: 'airtable',
	displayName: 'Airtable',
	description: 'X-Airtable-Content-MAC with hmac-sha256= and hex',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'base64',
	signature: {
		header: 'X-Airtable-Content-MAC',
		format: { kind: 'single', prefix: 'hmac-sha256=' },
	},
	content: ['body'],
	event: {
		id: [],
		name: [],
		data: [],
	},
};
