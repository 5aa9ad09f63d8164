import type { SignatureScheme } from '../scheme';

/** SendGrid event webhooks. The key is the verification key of the settings; bodies are batches. */
export const sendgrid: SignatureScheme = {
	id: 'sendgrid',
	displayName: 'SendGrid',
	description: 'X-Twilio-Email-Event-Webhook-Signature with ECDSA',
	documentationUrl:
		'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
	secretPlace:
		'Mail Settings → Event Webhook → signature verification: copy the verification key, a public key, into `Secret`',
	algorithm: { kind: 'ecdsa', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'asymmetric',
	signature: {
		header: 'X-Twilio-Email-Event-Webhook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	timestamp: {
		from: { header: 'X-Twilio-Email-Event-Webhook-Timestamp' },
		unit: 'seconds',
		toleranceSeconds: 300,
	},
	content: ['timestamp', 'body'],
	repeats: {
		distinctBy: [['0', 'sg_event_id']],
		each: { id: [['*', 'sg_event_id']] },
		source:
			'[SendGrid](https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event): each event has an id of its own, for receivers to find duplicates.',
	},
	event: {
		each: [['*']],
		own: { time: [{ body: ['*', 'timestamp'], unit: 'seconds' }] },
		id: [{ body: ['*', 'sg_event_id'] }],
		name: [{ body: ['*', 'event'] }],
		data: [],
	},
};
