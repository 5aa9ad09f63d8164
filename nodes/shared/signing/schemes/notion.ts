import type { SignatureScheme } from '../scheme';

/**
 * Notion webhooks. The key is the verification token, which Notion sends once and unsigned when the
 * URL is entered. That request is acknowledged and no more: anyone could send one.
 */
export const notion: SignatureScheme = {
	id: 'notion',
	displayName: 'Notion',
	description: 'X-Notion-Signature with sha256= and hex',
	documentationUrl: 'https://developers.notion.com/reference/webhooks',
	secretPlace:
		'Read the verification token [with a Webhook node](#notion-get-the-verification-token) and copy it into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Notion-Signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	content: ['body'],
	// It is the key of all signatures.
	hiddenFields: [['verification_token']],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Notion](https://developers.notion.com/reference/webhooks): `id` is that of the event; `attempt_number` counts its deliveries.',
	},
	event: { id: [{ body: ['id'] }], name: [{ body: ['type'] }], data: [['data']] },
	handshakes: [
		{
			name: 'verification-token',
			isSigned: false,
			method: 'POST',
			when: [{ body: ['verification_token'] }],
			bodyKeys: ['verification_token'],
			response: { kind: 'fixed', statusCode: 200 },
		},
	],
};
