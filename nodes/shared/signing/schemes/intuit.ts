import type { SignatureScheme } from '../scheme';

/** QuickBooks (Intuit) webhooks. The secret is the verifier token. */
export const intuit: SignatureScheme = {
	id: 'intuit',
	displayName: 'QuickBooks (Intuit)',
	description: 'intuit-signature with base64',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'intuit-signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	duplicatesBy: 'content',
	event: {
		id: [],
		name: [
			{
				join: [
					{ body: ['eventNotifications', '0', 'dataChangeEvent', 'entities', '0', 'name'] },
					{ body: ['eventNotifications', '0', 'dataChangeEvent', 'entities', '0', 'operation'] },
				],
				separator: '.',
			},
			{ body: ['0', 'type'] },
		],
		data: [['eventNotifications']],
	},
};
