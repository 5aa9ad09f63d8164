import type { SignatureScheme } from '../scheme';

/**
 * Nuvemshop and Tiendanube, one platform under two names. A body only says what changed, so two
 * events may look the same.
 */
export const nuvemshop: SignatureScheme = {
	id: 'nuvemshop',
	displayName: 'Nuvemshop / Tiendanube',
	description: 'X-Linkedstore-HMAC-SHA256 with hex',
	documentationUrl: 'https://github.com/TiendaNube/api-docs/blob/HEAD/resources/webhook.md',
	secretPlace: 'Partner portal → the app: copy the client secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Linkedstore-HMAC-SHA256',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		looksAlike: true,
		source:
			'[Nuvemshop](https://github.com/TiendaNube/api-docs/blob/HEAD/resources/webhook.md) sends only the store, the event and the id of what changed: two changes look the same.',
	},
	event: {
		id: [],
		name: [{ body: ['event'] }],
		data: [],
	},
};
