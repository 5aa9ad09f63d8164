import type { SignatureScheme } from '../scheme';

/** Alchemy webhooks. Every webhook has its own signing key. */
export const alchemy: SignatureScheme = {
	id: 'alchemy',
	displayName: 'Alchemy',
	description: 'X-Alchemy-Signature with hex',
	documentationUrl: 'https://www.alchemy.com/docs/reference/notify-api-quickstart',
	secretPlace:
		"Dashboard → Webhooks → the webhook's page: copy the signing key, not the auth token, into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'X-Alchemy-Signature', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		distinctBy: [['id'], ['createdAt']],
		source:
			'[Alchemy](https://docs.alchemy.com/reference/custom-webhooks-faq): each body holds the id of the event (`whevt_…`) and its time, to the millisecond or finer.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['type'] }],
		data: [['event']],
	},
};
