import type { SignatureScheme } from '../scheme';

/** Pusher Channels webhooks. Several events in one body: the item names the first. */
export const pusher: SignatureScheme = {
	id: 'pusher',
	displayName: 'Pusher Channels',
	description: 'X-Pusher-Signature with hex',
	secretPlace: "Copy the app's secret into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Pusher-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['time_ms']],
		each: { distinctBy: [['time_ms']] },
		source:
			'[Pusher](https://pusher.com/docs/channels/server_api/webhooks/): `time_ms` is the time of the webhook to the millisecond.',
	},
	event: {
		each: [['events', '*']],
		own: { time: [{ body: ['time_ms'], unit: 'milliseconds' }] },
		id: [],
		name: [{ body: ['events', '*', 'name'] }],
		data: [['events']],
	},
};
