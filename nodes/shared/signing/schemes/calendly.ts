import type { SignatureScheme } from '../scheme';

/**
 * Calendly webhooks. The secret is the signing key of the subscription. Without one nothing is
 * signed.
 */
export const calendly: SignatureScheme = {
	id: 'calendly',
	displayName: 'Calendly',
	description: 'Calendly-Webhook-Signature with a timestamp and hex',
	documentationUrl: 'https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures',
	secretPlace:
		'Copy the `signing_key` that you give when you create the subscription into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Calendly-Webhook-Signature',
		format: { kind: 'pairs', pairSeparator: ',', signatureKey: 'v1', timestampKey: 't' },
	},
	timestamp: { from: 'pairs', unit: 'seconds', toleranceSeconds: 300 },
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		distinctBy: [['created_at']],
		source:
			'[Calendly](https://developer.calendly.com/api-docs/overview/webhooks): `created_at` is the time of the event, beside the invitee as it then was.',
	},
	event: {
		id: [],
		name: [{ body: ['event'] }],
		data: [['payload']],
	},
};
