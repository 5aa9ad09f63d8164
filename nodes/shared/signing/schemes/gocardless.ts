import type { SignatureScheme } from '../scheme';

/** GoCardless webhooks. Several events in one body: the item names the first. */
export const gocardless: SignatureScheme = {
	id: 'gocardless',
	displayName: 'GoCardless',
	description: 'Webhook-Signature with hex',
	secretPlace: 'Copy the secret of the webhook endpoint into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Webhook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['events', '0', 'id']],
		each: { id: [['events', '*', 'id']] },
		source:
			'[GoCardless](https://developer.gocardless.com/api-reference/#webhooks-overview): each event has an id of its own.',
	},
	event: {
		each: [['events', '*']],
		own: {
			id: [{ body: ['events', '*', 'id'] }],
			time: [{ body: ['events', '*', 'created_at'], unit: 'iso8601' }],
		},
		id: [{ body: ['meta', 'webhook_id'] }],
		name: [
			{
				join: [{ body: ['events', '*', 'resource_type'] }, { body: ['events', '*', 'action'] }],
				separator: '.',
			},
		],
		data: [['events']],
	},
};
