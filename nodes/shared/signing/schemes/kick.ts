import type { SignatureScheme } from '../scheme';

/**
 * Kick's events. The key is the public key that Kick publishes. No page says whether Kick tries
 * again with a new time; it gives a webhook up after a day of failures, so the window is that long.
 * Repeats are found by the id.
 */
export const kick: SignatureScheme = {
	id: 'kick',
	displayName: 'Kick',
	description: 'Kick-Event-Signature with RSA',
	documentationUrl: 'https://docs.kick.com/events/webhook-security',
	secretPlace:
		'Kick publishes one public key for all apps, at <https://api.kick.com/public/v1/public-key> and in its documentation: it goes to `Secret`',
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
			'[Kick](https://docs.kick.com/events/webhook-security): the message id is unique, for receivers to find duplicates.',
	},
	event: {
		id: [{ header: 'kick-event-message-id' }],
		name: [{ header: 'kick-event-type' }],
		data: [],
	},
};
