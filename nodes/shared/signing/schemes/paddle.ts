import type { SignatureScheme } from '../scheme';

/**
 * Paddle webhooks. Paddle Billing. The SDK allows five seconds, which clocks and slow networks
 * break; here it is 300.
 */
export const paddle: SignatureScheme = {
	id: 'paddle',
	displayName: 'Paddle',
	description: 'Paddle-Signature with a timestamp and hex',
	documentationUrl: 'https://developer.paddle.com/webhooks/signature-verification',
	secretPlace: "Developer tools → Notifications: copy the destination's secret key into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Paddle-Signature',
		format: { kind: 'pairs', pairSeparator: ';', signatureKey: 'h1', timestampKey: 'ts' },
	},
	timestamp: { from: 'pairs', unit: 'seconds', toleranceSeconds: 300 },
	content: ['timestamp', { literal: ':' }, 'body'],
	repeats: {
		id: [{ body: ['event_id'] }],
		source:
			'[Paddle](https://developer.paddle.com/webhooks/overview): `event_id` is that of the event; each destination has a `notification_id` of its own.',
	},
	event: {
		id: [{ body: ['event_id'] }],
		name: [{ body: ['event_type'] }],
		data: [['data']],
	},
	sourceAddresses: {
		networks: [
			'34.232.58.13',
			'34.195.105.136',
			'34.237.3.244',
			'35.155.119.135',
			'52.11.166.252',
			'34.212.5.7',
			'34.194.127.46',
			'54.234.237.108',
			'3.208.120.145',
			'44.226.236.210',
			'44.241.183.62',
			'100.20.172.113',
		],
		documentationUrl: 'https://developer.paddle.com/webhooks/about/respond-to-webhooks',
		readAt: '2026-11-21',
	},
};
