import type { SignatureScheme } from '../scheme';

/** Stream webhooks. Stream Chat. The secret is the API secret. */
export const stream: SignatureScheme = {
	id: 'stream',
	displayName: 'Stream (GetStream)',
	description: 'X-Signature with hex',
	secretPlace: "Dashboard: copy the app's API secret into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		id: [{ header: 'x-webhook-id' }],
		distinctBy: [['created_at']],
		source:
			'[Stream](https://getstream.io/chat/docs/php/webhooks_overview/): `X-Webhook-Id` is unique and stays the same on retries. `created_at` is the time of the event to the microsecond.',
	},
	event: {
		id: [],
		name: [{ body: ['type'] }],
		data: [],
	},
};
