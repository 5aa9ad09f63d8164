import type { SignatureScheme } from '../scheme';

/** LINE webhooks. Several events in one body: the item names the first. */
export const line: SignatureScheme = {
	id: 'line',
	displayName: 'LINE',
	description: 'x-line-signature with base64',
	documentationUrl: 'https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/',
	secretPlace: 'Developers console → Basic settings: copy the channel secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'x-line-signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['events', '0', 'webhookEventId']],
		each: { id: [['events', '*', 'webhookEventId']] },
		source:
			'[LINE](https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects): each event has an id of its own. A redelivery says so in its body: as a whole it counts as new, and each of its events as a repeat.',
	},
	event: {
		each: [['events', '*']],
		own: { time: [{ body: ['events', '*', 'timestamp'], unit: 'milliseconds' }] },
		id: [{ body: ['events', '*', 'webhookEventId'] }],
		name: [{ body: ['events', '*', 'type'] }],
		data: [['events']],
	},
};
