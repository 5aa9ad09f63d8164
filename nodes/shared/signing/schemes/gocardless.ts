import type { SignatureScheme } from '../scheme';

/** GoCardless webhooks. Several events in one body: the item names the first. */
export const gocardless: SignatureScheme = {
	id: 'gocardless',
	displayName: 'GoCardless',
	description: 'Webhook-Signature with hex',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Webhook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	duplicatesBy: 'content',
	event: {
		id: [{ body: ['meta', 'webhook_id'] }],
		name: [
			{
				join: [{ body: ['events', '0', 'resource_type'] }, { body: ['events', '0', 'action'] }],
				separator: '.',
			},
		],
		data: [['events']],
	},
};
