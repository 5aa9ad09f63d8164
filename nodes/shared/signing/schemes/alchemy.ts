import type { SignatureScheme } from '../scheme';

/** Alchemy webhooks. Every webhook has a signing key of its own. */
export const alchemy: SignatureScheme = {
	id: 'alchemy',
	displayName: 'Alchemy',
	description: 'X-Alchemy-Signature with hex',
	documentationUrl: 'https://www.alchemy.com/docs/reference/notify-api-quickstart',
	secretPlace:
		"Dashboard, Webhooks, the webhook's page: the signing key goes to `Secret`, not the auth token",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'X-Alchemy-Signature', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		distinctBy: [['id'], ['createdAt']],
		source:
			'[Alchemy](https://docs.alchemy.com/reference/custom-webhooks-faq): each body holds an id of the event (`whevt_…`) and its time to the millisecond or finer.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['type'] }],
		data: [['event']],
	},
};
