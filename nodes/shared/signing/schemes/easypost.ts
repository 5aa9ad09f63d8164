import type { SignatureScheme } from '../scheme';

/** EasyPost webhooks that have a secret. */
export const easypost: SignatureScheme = {
	id: 'easypost',
	displayName: 'EasyPost',
	description: 'X-Hmac-Signature with hmac-sha256-hex= and hex',
	documentationUrl: 'https://docs.easypost.com/guides/webhooks-guide',
	secretPlace:
		'Copy the `webhook_secret` that you send when you create or update the webhook into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Hmac-Signature',
		format: { kind: 'single', prefix: 'hmac-sha256-hex=' },
	},
	content: ['body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[EasyPost](https://docs.easypost.com/docs/events): the body is the event, and `id` is its id (`evt_…`), the same on retries.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['description'] }],
		data: [['result']],
	},
};
