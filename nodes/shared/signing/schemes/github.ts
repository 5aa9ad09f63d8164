import type { SignatureScheme } from '../types';

/** GitHub repository, organisation and app webhooks. Signs the body only, and no time. */
export const github: SignatureScheme = {
	id: 'github',
	displayName: 'GitHub',
	description: 'X-Hub-Signature-256 with sha256= and hex',
	documentationUrl:
		'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Hub-Signature-256',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	idHeader: 'X-GitHub-Delivery',
	eventHeader: 'X-GitHub-Event',
	content: ['body'],
	event: {
		id: [{ header: 'x-github-delivery' }],
		name: [{ header: 'x-github-event' }],
		data: [],
		formField: 'payload',
	},
};
