import type { SignatureScheme } from '../scheme';

/** Statsig's Event Webhook. A body is a batch of events: the item names the first. */
export const statsig: SignatureScheme = {
	id: 'statsig',
	displayName: 'Statsig',
	description: 'X-Statsig-Signature with v0= and hex',
	documentationUrl: 'https://docs.statsig.com/integrations/event_webhook',
	secretPlace:
		"Project settings → Integrations → the webhook's card: copy the signing secret into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Statsig-Signature',
		format: { kind: 'single', prefix: 'v0=' },
	},
	timestamp: {
		from: { header: 'X-Statsig-Request-Timestamp' },
		unit: 'secondsOrMilliseconds',
		toleranceSeconds: 300,
	},
	content: [{ literal: 'v0:' }, 'timestamp', { literal: ':' }, 'body'],
	repeats: {
		source:
			'[Statsig](https://docs.statsig.com/integrations/event_webhook): body and time are signed, the time to the millisecond.',
	},
	event: {
		each: [['data', '*']],
		id: [],
		name: [{ body: ['data', '*', 'eventName'] }],
		data: [['data']],
	},
};
