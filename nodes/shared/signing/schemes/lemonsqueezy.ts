import type { SignatureScheme } from '../scheme';

/** Lemon Squeezy webhooks. */
export const lemonsqueezy: SignatureScheme = {
	id: 'lemonsqueezy',
	displayName: 'Lemon Squeezy',
	description: 'X-Signature with hex',
	documentationUrl: 'https://docs.lemonsqueezy.com/help/webhooks/signing-requests',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Signature',
		format: { kind: 'single', prefix: '' },
	},
	eventHeader: 'X-Event-Name',
	content: ['body'],
	repeats: {
		source:
			'[Lemon Squeezy](https://docs.lemonsqueezy.com/help/webhooks/webhook-requests) sends the object as it is: neither an id nor a time of the event, and no id of the delivery.',
	},
	event: {
		id: [],
		name: [{ body: ['meta', 'event_name'] }, { header: 'x-event-name' }],
		data: [['data']],
	},
};
