import type { SignatureScheme } from '../scheme';

/**
 * Webhooks of Atlassian Connect apps: a token for method, path and query, which does not cover the
 * body. The secret is the shared secret of the installation.
 */
export const atlassianConnect: SignatureScheme = {
	id: 'atlassian-connect',
	displayName: 'Atlassian Connect (Jira, Confluence)',
	description: 'Authorization with JWT and a JSON Web Token',
	documentationUrl:
		'https://developer.atlassian.com/cloud/jira/platform/understanding-jwt-for-connect-apps/',
	secretPlace: 'Copy the shared secret that arrived with the `installed` call into `Secret`',
	algorithm: { kind: 'jwt', hash: 'sha256', claims: [{ name: 'qsh', equals: 'urlHash' }] },
	encoding: 'text',
	keyFormat: 'text',
	signature: { header: 'Authorization', format: { kind: 'single', prefix: 'JWT ' } },
	idHeader: 'X-Atlassian-Webhook-Identifier',
	content: [],
	// A call that tells of an installation brings the key of all later tokens.
	hiddenFields: [['sharedSecret']],
	repeats: {
		id: [{ header: 'x-atlassian-webhook-identifier' }],
		source:
			'[Atlassian](https://developer.atlassian.com/cloud/jira/platform/webhooks/): the identifier is another one for each webhook, and the same when it is tried again.',
	},
	event: {
		id: [{ header: 'x-atlassian-webhook-identifier' }],
		name: [{ body: ['webhookEvent'] }],
		data: [],
	},
};
