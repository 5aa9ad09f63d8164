import type { SignatureScheme } from '../scheme';

/** GitLab webhooks. The secret token is sent along; the body is not signed. */
export const gitlab: SignatureScheme = {
	id: 'gitlab',
	displayName: 'GitLab',
	description: 'X-Gitlab-Token with the secret token',
	documentationUrl: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
	secretPlace: 'Settings → Webhooks → Secret token: copy the same text into `Secret`',
	algorithm: { kind: 'token' },
	encoding: 'text',
	keyFormat: 'text',
	signature: { header: 'X-Gitlab-Token', format: { kind: 'single', prefix: '' } },
	idHeader: 'Idempotency-Key',
	eventHeader: 'X-Gitlab-Event',
	content: [],
	repeats: {
		id: [{ header: 'idempotency-key' }],
		source:
			'Nothing is signed, so whoever could repeat a request could as well write a new one. `Delivery ID` goes by `Idempotency-Key`, which [stays the same on retries](https://docs.gitlab.com/user/project/integrations/webhooks/).',
	},
	event: { id: [{ header: 'idempotency-key' }], name: [{ header: 'x-gitlab-event' }], data: [] },
};
