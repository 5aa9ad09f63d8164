import type { SignatureScheme } from '../scheme';

/**
 * Discord interactions and webhook events. The key is the public key of the application. Discord
 * probes with wrong signatures and wants 401. Type 1 is a ping among interactions, which all have a
 * token, and an event among webhook events.
 */
export const discord: SignatureScheme = {
	id: 'discord',
	displayName: 'Discord',
	description: 'X-Signature-Ed25519 with hex',
	documentationUrl: 'https://docs.discord.com/developers/events/webhook-events',
	secretPlace: 'Developer portal → General Information: copy the public key into `Secret`',
	algorithm: { kind: 'ed25519' },
	encoding: 'hex',
	keyFormat: 'asymmetric',
	signature: { header: 'X-Signature-Ed25519', format: { kind: 'single', prefix: '' } },
	timestamp: {
		from: { header: 'X-Signature-Timestamp' },
		unit: 'secondsOrMilliseconds',
		toleranceSeconds: 300,
	},
	content: ['timestamp', 'body'],
	repeats: {
		id: [{ body: ['id'] }],
		distinctBy: [['event', 'timestamp']],
		source:
			'[Discord](https://docs.discord.com/developers/interactions/receiving-and-responding): `id` is that of the interaction. [Webhook events](https://docs.discord.com/developers/events/webhook-events) have none, but the time of the event to the microsecond.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['event', 'type'] }, { body: ['type'] }],
		data: [['event', 'data'], ['data']],
	},
	handshakes: [
		{
			name: 'interaction-ping',
			isSigned: true,
			method: 'POST',
			when: [{ body: ['type'], equals: 1 }, { body: ['token'] }],
			response: { kind: 'fixed', statusCode: 200, json: { type: 1 } },
		},
		{
			name: 'webhook-event-ping',
			isSigned: true,
			method: 'POST',
			when: [{ body: ['type'], equals: 0 }],
			response: { kind: 'fixed', statusCode: 204 },
		},
	],
};
