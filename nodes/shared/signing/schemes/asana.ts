import type { SignatureScheme } from '../scheme';

/**
 * Asana webhooks. The secret is the X-Hook-Secret of the handshake, which the call that creates
 * the webhook returns too.
 */
export const asana: SignatureScheme = {
	id: 'asana',
	displayName: 'Asana',
	description: 'X-Hook-Signature with hex',
	documentationUrl: 'https://developers.asana.com/docs/webhooks-guide',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Hook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	duplicatesBy: 'content',
	event: {
		id: [],
		name: [
			{
				join: [
					{ body: ['events', '0', 'resource', 'resource_type'] },
					{ body: ['events', '0', 'action'] },
				],
				separator: '.',
			},
		],
		data: [['events']],
	},
	handshakes: [
		{
			name: 'hook-secret',
			isSigned: false,
			method: 'POST',
			when: [{ header: 'X-Hook-Secret' }],
			bodyKeys: [],
			answer: { kind: 'header', header: 'X-Hook-Secret' },
		},
	],
};
