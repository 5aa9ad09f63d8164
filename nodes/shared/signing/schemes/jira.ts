import type { SignatureScheme } from '../scheme';

/** Jira webhooks. Jira Cloud webhooks made by an administrator with a secret. */
export const jira: SignatureScheme = {
	id: 'jira',
	displayName: 'Jira',
	description: 'X-Hub-Signature with sha256= and hex',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Hub-Signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	content: ['body'],
	event: {
		id: [{ header: 'x-atlassian-webhook-identifier' }],
		name: [{ body: ['webhookEvent'] }],
		data: [],
	},
};
