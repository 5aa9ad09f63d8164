import type { SignatureScheme } from '../scheme';

/** Tailscale webhooks. A body is a list of events: the item names the first. */
export const tailscale: SignatureScheme = {
	id: 'tailscale',
	displayName: 'Tailscale',
	description: 'Tailscale-Webhook-Signature with a timestamp and hex',
	documentationUrl: 'https://tailscale.com/kb/1213/webhooks',
	secretPlace:
		'Admin console → Settings → Webhooks: copy the secret (`tskey-webhook-…`), shown once, into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Tailscale-Webhook-Signature',
		format: { kind: 'pairs', pairSeparator: ',', signatureKey: 'v1', timestampKey: 't' },
	},
	timestamp: { from: 'pairs', unit: 'seconds', toleranceSeconds: 300 },
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		distinctBy: [['0', 'timestamp']],
		each: { distinctBy: [['*', 'timestamp']] },
		source:
			'[Tailscale](https://github.com/tailscale/tailscale/blob/HEAD/docs/webhooks/example.go): body and time are signed, and each event holds its own time.',
	},
	event: {
		each: [['*']],
		own: { time: [{ body: ['*', 'timestamp'], unit: 'iso8601' }], data: [['*', 'data']] },
		id: [],
		name: [{ body: ['*', 'type'] }],
		data: [],
	},
};
