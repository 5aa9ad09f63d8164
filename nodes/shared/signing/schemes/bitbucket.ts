import type { SignatureScheme } from '../scheme';

/** Webhooks of Bitbucket Cloud and Data Center, which name the id of a request differently. */
export const bitbucket: SignatureScheme = {
	id: 'bitbucket',
	displayName: 'Bitbucket',
	description: 'X-Hub-Signature with sha256= and hex',
	documentationUrl: 'https://bitbucket.org/blog/enhanced-webhook-security',
	secretPlace:
		'Repository or workspace settings → Webhooks: copy the secret that you enter or generate there into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Hub-Signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	idHeader: 'X-Request-UUID',
	eventHeader: 'X-Event-Key',
	content: ['body'],
	repeats: {
		id: [{ header: 'x-request-uuid' }, { header: 'x-request-id' }],
		source:
			'[Bitbucket](https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/): each request has a UUID. The body holds no time of the event.',
	},
	event: {
		id: [{ header: 'x-request-uuid' }, { header: 'x-request-id' }],
		name: [{ header: 'x-event-key' }],
		data: [],
	},
};
