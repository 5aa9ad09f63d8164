import type { SignatureScheme } from '../scheme';

/**
 * Webhooks of Uber Eats, Direct, Drivers and Business. Uber Direct has a signing key for each
 * webhook.
 */
export const uber: SignatureScheme = {
	id: 'uber',
	displayName: 'Uber',
	description: 'X-Uber-Signature with hex',
	documentationUrl: 'https://developer.uber.com/docs/eats/guides/webhooks',
	secretPlace:
		"Developer dashboard → the app: copy the client secret into `Secret`; for Uber Direct, the webhook's signing key",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Uber-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		id: [{ body: ['event_id'] }],
		source:
			'[Uber](https://developer.uber.com/docs/drivers/guides/webhooks): `event_id` is a unique identifier, by which receivers process each event only once.',
	},
	event: {
		id: [{ body: ['event_id'] }],
		name: [{ body: ['event_type'] }, { body: ['kind'] }],
		data: [['meta'], ['data']],
	},
};
