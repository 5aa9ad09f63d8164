import type { SignatureScheme } from '../scheme';

/** Gogs webhooks. */
export const gogs: SignatureScheme = {
	id: 'gogs',
	displayName: 'Gogs',
	description: 'X-Gogs-Signature with hex',
	secretPlace: "Copy the secret that you enter in the webhook's settings into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Gogs-Signature',
		format: { kind: 'single', prefix: '' },
	},
	idHeader: 'X-Gogs-Delivery',
	eventHeader: 'X-Gogs-Event',
	content: ['body'],
	// Older versions send the secret along.
	hiddenFields: [['secret']],
	repeats: {
		id: [{ header: 'x-gogs-delivery' }],
		source:
			"Read in [Gogs' source](https://github.com/gogs/gogs/blob/HEAD/internal/database/webhook.go): each delivery has a UUID. The body of most events holds no time.",
	},
	event: {
		id: [{ header: 'x-gogs-delivery' }],
		name: [{ header: 'x-gogs-event' }],
		data: [],
	},
};
