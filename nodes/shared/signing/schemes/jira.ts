import type { SignatureScheme } from '../scheme';

/** Jira Cloud webhooks made by an administrator, or by the REST API for them, with a secret. */
export const jira: SignatureScheme = {
	id: 'jira',
	displayName: 'Jira',
	description: 'X-Hub-Signature with sha256= and hex',
	documentationUrl: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
	secretPlace:
		'System settings → WebHooks: copy the secret that you enter or generate into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Hub-Signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	idHeader: 'X-Atlassian-Webhook-Identifier',
	content: ['body'],
	repeats: {
		id: [{ header: 'x-atlassian-webhook-identifier' }],
		distinctBy: [['timestamp']],
		source:
			'[Atlassian](https://developer.atlassian.com/cloud/jira/platform/webhooks/): `timestamp` is the time of the event to the millisecond, and the identifier stays the same on retries.',
	},
	event: {
		id: [{ header: 'x-atlassian-webhook-identifier' }],
		name: [{ body: ['webhookEvent'] }],
		data: [],
	},
};
