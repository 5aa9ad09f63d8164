import type { SignatureScheme } from '../scheme';

/** Webhooks of Webex. Contact Center subscriptions use another signature. */
export const webex: SignatureScheme = {
	id: 'webex',
	displayName: 'Webex (Cisco)',
	description: 'X-Spark-Signature with hex, SHA-1',
	documentationUrl: 'https://developer.webex.com/docs/receive-and-verify-webhooks',
	secretPlace: 'Copy the `secret` that you send when you create the webhook into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha1' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Spark-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		source:
			'[Webex](https://developer.webex.com/docs/receive-and-verify-webhooks): `id` is the id of the webhook, and `data.id` that of the object, which may have several events.',
	},
	event: {
		id: [],
		name: [{ join: [{ body: ['resource'] }, { body: ['event'] }], separator: '.' }],
		data: [['data']],
	},
};
