import type { SignatureScheme } from '../scheme';

/** Lemon Squeezy webhooks. */
export const lemonsqueezy: SignatureScheme = {
	id: 'lemonsqueezy',
	displayName: 'Lemon Squeezy',
	description: 'X-Signature with hex',
	documentationUrl: 'https://docs.lemonsqueezy.com/help/webhooks/signing-requests',
	secretPlace: "Copy the signing secret that you enter in the webhook's settings into `Secret`",
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
			'No page of Lemon Squeezy names an id or a time of the event, or an id of the delivery: the body is the object as it is.',
	},
	event: {
		id: [],
		name: [{ body: ['meta', 'event_name'] }, { header: 'x-event-name' }],
		data: [['data']],
	},
};
