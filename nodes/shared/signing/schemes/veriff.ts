import type { SignatureScheme } from '../scheme';

/**
 * Veriff webhooks. The older header `x-signature`, a plain hash of body and secret, is not read.
 */
export const veriff: SignatureScheme = {
	id: 'veriff',
	displayName: 'Veriff',
	description: 'X-HMAC-Signature with hex',
	documentationUrl: 'https://devdocs.veriff.com/docs/hmac-authentication-and-endpoint-security',
	secretPlace:
		'Customer portal → API keys → the integration: copy the shared secret key into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-HMAC-Signature',
		format: { kind: 'single', prefix: '' },
	},
	headerAliases: { 'x-hmac-signature': 'vrf-hmac-signature' },
	content: ['body'],
	repeats: {
		source:
			'No page of [Veriff](https://devdocs.veriff.com/docs/webhooks-guide) names an id of the event: all events of a session share its id.',
	},
	event: {
		id: [],
		name: [{ body: ['action'] }, { body: ['verification', 'status'] }],
		data: [['verification']],
	},
};
