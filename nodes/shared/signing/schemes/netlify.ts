import type { SignatureScheme } from '../scheme';

/** Netlify notifications: a token that holds the hash of the body. */
export const netlify: SignatureScheme = {
	id: 'netlify',
	displayName: 'Netlify',
	description: 'X-Webhook-Signature with a JSON Web Token',
	secretPlace: "Copy the notification's JWS secret token into `Secret`",
	algorithm: {
		kind: 'jwt',
		hash: 'sha256',
		claims: [
			{ name: 'iss', equals: { literal: 'netlify' } },
			{ name: 'sha256', equals: 'bodySha256Hex' },
		],
	},
	encoding: 'text',
	keyFormat: 'text',
	signature: { header: 'X-Webhook-Signature', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		source:
			'`id` is that of the deploy or form, and no page of Netlify says that two notifications about it differ.',
	},
	event: { id: [{ body: ['id'] }], name: [{ body: ['state'] }], data: [] },
};
