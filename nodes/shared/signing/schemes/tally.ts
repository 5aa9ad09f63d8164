import type { SignatureScheme } from '../scheme';

/** Tally webhooks. Without a signing secret, nothing is signed. */
export const tally: SignatureScheme = {
	id: 'tally',
	displayName: 'Tally',
	description: 'Tally-Signature with base64',
	documentationUrl: 'https://tally.so/help/webhooks',
	secretPlace:
		'The form → Integrations → Webhooks: copy the signing secret that you enter into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'Tally-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['createdAt']],
		source:
			'[Tally](https://tally.so/help/webhooks): each event is one new submission, and `createdAt` is its time, next to the id of the submission.',
	},
	event: {
		id: [{ body: ['eventId'] }],
		name: [{ body: ['eventType'] }],
		data: [['data']],
	},
};
