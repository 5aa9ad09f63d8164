import type { SignatureScheme } from '../scheme';

/**
 * Kick's events. The key is the public key that Kick publishes. No page says whether a retry
 * carries a new time. Kick disables a webhook after a day of failures, so the tolerance is a day.
 * The id identifies repeats.
 */
export const kick: SignatureScheme = {
	id: 'kick',
	displayName: 'Kick',
	description: 'Kick-Event-Signature with RSA',
	documentationUrl: 'https://docs.kick.com/events/webhook-security',
	secretPlace:
		"Copy [Kick's public key](https://docs.kick.com/events/webhook-security), which is the same for all apps, into `Secret`",
	algorithm: { kind: 'rsa', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'asymmetric',
	signature: { header: 'Kick-Event-Signature', format: { kind: 'single', prefix: '' } },
	timestamp: {
		from: { header: 'Kick-Event-Message-Timestamp' },
		unit: 'iso8601',
		toleranceSeconds: 86_400,
	},
	idHeader: 'Kick-Event-Message-Id',
	eventHeader: 'Kick-Event-Type',
	content: ['id', { literal: '.' }, 'timestamp', { literal: '.' }, 'body'],
	repeats: {
		id: [{ header: 'kick-event-message-id' }],
		source:
			'[Kick](https://docs.kick.com/events/webhook-security): the message id is unique, and receivers can recognize duplicates by it.',
	},
	event: {
		id: [{ header: 'kick-event-message-id' }],
		name: [{ header: 'kick-event-type' }],
		data: [],
	},
};
