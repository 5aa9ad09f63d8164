import type { SignatureScheme } from '../scheme';

/** EasyPost webhooks that have a secret. */
export const easypost: SignatureScheme = {
	id: 'easypost',
	displayName: 'EasyPost',
	description: 'X-Hmac-Signature with hmac-sha256-hex= and hex',
	documentationUrl: 'https://docs.easypost.com/guides/webhooks-guide',
	secretPlace:
		'The `webhook_secret` that you give when you create or update the webhook goes to `Secret`',
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
			'[EasyPost](https://docs.easypost.com/docs/events): the body is the event, and `id` is that of the event (`evt_…`), the same when it is sent again.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['description'] }],
		data: [['result']],
	},
};
