import type { SignatureScheme } from '../scheme';

/**
 * Gitea and Forgejo webhooks. Webhooks of the content type JSON. Forms are not covered by their
 * signature.
 */
export const gitea: SignatureScheme = {
	id: 'gitea',
	displayName: 'Gitea and Forgejo',
	description: 'X-Gitea-Signature with hex',
	secretPlace: "Copy the secret that you enter in the webhook's settings into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Gitea-Signature',
		format: { kind: 'single', prefix: '' },
	},
	idHeader: 'X-Gitea-Delivery',
	eventHeader: 'X-Gitea-Event',
	content: ['body'],
	// Older versions send the secret along.
	hiddenFields: [['secret']],
	repeats: {
		id: [{ header: 'x-gitea-delivery' }],
		source:
			"Read in [Gitea's source](https://github.com/go-gitea/gitea/blob/main/services/webhook/deliver.go): each delivery has a UUID. The body of most events holds no time.",
	},
	event: {
		id: [{ header: 'x-gitea-delivery' }],
		name: [{ header: 'x-gitea-event' }],
		data: [],
	},
};
