import type { SignatureScheme } from '../scheme';

/**
 * Bitbucket webhooks. Bitbucket Cloud and Data Center. The header is missing when the hook has
 * no secret.
 */
export const bitbucket: SignatureScheme = {
	id: 'bitbucket',
	displayName: 'Bitbucket',
	description: 'X-Hub-Signature with sha256= and hex',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Hub-Signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	eventHeader: 'X-Event-Key',
	content: ['body'],
	event: {
		id: [{ header: 'x-request-uuid' }, { header: 'x-request-id' }],
		name: [{ header: 'x-event-key' }],
		data: [],
	},
};
