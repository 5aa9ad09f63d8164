import type { SignatureScheme } from '../scheme';

/** Vercel webhooks. SHA-1 is all that Vercel offers. */
export const vercel: SignatureScheme = {
	id: 'vercel',
	displayName: 'Vercel',
	description: 'x-vercel-signature with hex, SHA-1',
	documentationUrl: 'https://vercel.com/docs/webhooks/webhooks-api',
	secretPlace:
		'Copy the secret that Vercel shows once, when you create the webhook, into `Secret`; for integrations, the client secret',
	algorithm: { kind: 'hmac', hash: 'sha1' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'x-vercel-signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Vercel](https://vercel.com/docs/webhooks/webhooks-api): `id` is that of the delivery.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['type'] }],
		data: [['payload']],
	},
};
