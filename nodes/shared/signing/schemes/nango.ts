import type { SignatureScheme } from '../scheme';

/**
 * Nango webhooks. The older header `X-Nango-Signature` is a plain hash of secret and body. Nango
 * itself advises against it, so it is not read.
 */
export const nango: SignatureScheme = {
	id: 'nango',
	displayName: 'Nango',
	description: 'X-Nango-Hmac-Sha256 with hex',
	documentationUrl: 'https://nango.dev/docs/guides/platform/webhooks-from-nango',
	secretPlace:
		'Environment Settings → Webhooks → Signing key: copy the key, which is not the API key, into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Nango-Hmac-Sha256',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		looksAlike: true,
		source:
			'[Nango](https://nango.dev/docs/guides/platform/webhooks-from-nango) sends no id and no time: two failures to refresh one connection look the same.',
	},
	event: {
		id: [],
		name: [
			{ join: [{ body: ['type'] }, { body: ['operation'] }], separator: '.' },
			{ body: ['type'] },
		],
		data: [['payload']],
	},
};
