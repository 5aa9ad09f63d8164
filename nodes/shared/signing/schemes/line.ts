import type { SignatureScheme } from '../scheme';

/** LINE webhooks. Several events in one body: the item names the first. */
export const line: SignatureScheme = {
	id: 'line',
	displayName: 'LINE',
	description: 'x-line-signature with base64',
	documentationUrl: 'https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'x-line-signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	duplicatesBy: 'content',
	event: {
		id: [{ body: ['events', '0', 'webhookEventId'] }],
		name: [{ body: ['events', '0', 'type'] }],
		data: [['events']],
	},
};
