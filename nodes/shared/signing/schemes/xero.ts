import type { SignatureScheme } from '../scheme';

/**
 * Xero webhooks. The key looks like base64 but is used as text. Xero first sends wrong
 * signatures on purpose and wants 401.
 */
export const xero: SignatureScheme = {
	id: 'xero',
	displayName: 'Xero',
	description: 'x-xero-signature with base64',
	documentationUrl: 'https://developer.xero.com/documentation/guides/webhooks/overview/',
	secretPlace: "The app's Webhooks page: copy the webhook key into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'x-xero-signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['entropy']],
		each: { distinctBy: [['events', '*', 'eventDateUtc']] },
		source:
			'[Xero](https://developer.xero.com/documentation/guides/webhooks/overview/): the events of a body are numbered (`firstEventSequence`), and `entropy` is random text. Each event holds its time to the millisecond (`eventDateUtc`).',
	},
	event: {
		each: [['events', '*']],
		own: { time: [{ body: ['events', '*', 'eventDateUtc'], unit: 'iso8601Utc' }] },
		id: [],
		name: [
			{
				join: [{ body: ['events', '*', 'eventCategory'] }, { body: ['events', '*', 'eventType'] }],
				separator: '.',
			},
		],
		data: [['events']],
	},
};
