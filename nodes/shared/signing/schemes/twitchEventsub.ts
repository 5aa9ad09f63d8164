import type { SignatureScheme } from '../scheme';

/**
 * Twitch EventSub webhooks. Id, time and body are joined without anything between them, but the time
 * has a fixed form: no other cut of the same text is accepted.
 */
export const twitchEventsub: SignatureScheme = {
	id: 'twitch-eventsub',
	displayName: 'Twitch EventSub',
	description: 'Twitch-Eventsub-Message-Signature with sha256= and hex',
	documentationUrl: 'https://dev.twitch.tv/docs/eventsub/handling-webhook-events/',
	secretPlace:
		'Copy the `secret` that you send when you subscribe (10 to 100 characters) into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Twitch-Eventsub-Message-Signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	timestamp: {
		from: { header: 'Twitch-Eventsub-Message-Timestamp' },
		unit: 'iso8601',
		toleranceSeconds: 600,
	},
	idHeader: 'Twitch-Eventsub-Message-Id',
	eventHeader: 'Twitch-Eventsub-Subscription-Type',
	content: ['id', 'timestamp', 'body'],
	repeats: {
		id: [{ header: 'twitch-eventsub-message-id' }],
		source:
			'[Twitch](https://dev.twitch.tv/docs/eventsub/handling-webhook-events/): the message id is another one for each event, and the same on retries.',
	},
	event: {
		id: [{ header: 'twitch-eventsub-message-id' }],
		// The body first: it is signed.
		name: [{ body: ['subscription', 'type'] }, { header: 'twitch-eventsub-subscription-type' }],
		data: [['event']],
	},
	handshakes: [
		{
			name: 'callback-verification',
			isSigned: true,
			method: 'POST',
			when: [
				{ header: 'Twitch-Eventsub-Message-Type', equals: 'webhook_callback_verification' },
				{ body: ['challenge'] },
			],
			response: { kind: 'text', value: { body: ['challenge'] } },
		},
	],
};
