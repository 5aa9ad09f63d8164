import type { SignatureScheme } from '../scheme';

/** Commerce Layer's real-time webhooks. */
export const commerceLayer: SignatureScheme = {
	id: 'commerce-layer',
	displayName: 'Commerce Layer',
	description: 'X-CommerceLayer-Signature with base64',
	documentationUrl: 'https://docs.commercelayer.io/core/callbacks-security',
	secretPlace: 'Webhooks → the webhook: copy the shared secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: { header: 'X-CommerceLayer-Signature', format: { kind: 'single', prefix: '' } },
	eventHeader: 'X-CommerceLayer-Topic',
	content: ['body'],
	repeats: {
		source:
			'[Commerce Layer](https://docs.commercelayer.io/core/real-time-webhooks): the body is the resource, as the API shows it. Two topics of one order may have the same body, and no body holds an id of the event.',
	},
	event: {
		id: [],
		name: [{ header: 'x-commercelayer-topic' }],
		data: [['data']],
	},
};
