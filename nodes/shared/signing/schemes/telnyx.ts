import type { SignatureScheme } from '../scheme';

/** Telnyx webhooks. The key is the public key of the account. */
export const telnyx: SignatureScheme = {
	id: 'telnyx',
	displayName: 'Telnyx',
	description: 'telnyx-signature-ed25519 with base64',
	secretPlace: 'Account settings: copy the public key into `Secret`',
	algorithm: { kind: 'ed25519' },
	encoding: 'base64',
	keyFormat: 'asymmetric',
	signature: { header: 'telnyx-signature-ed25519', format: { kind: 'single', prefix: '' } },
	timestamp: { from: { header: 'telnyx-timestamp' }, unit: 'seconds', toleranceSeconds: 300 },
	content: ['timestamp', { literal: '|' }, 'body'],
	bodyFormat: 'jsonOrForm',
	repeats: {
		id: [{ body: ['data', 'id'] }],
		source:
			'[Telnyx](https://developers.telnyx.com/docs/development/api-fundamentals/webhooks): events may come twice, and their id tells them apart; it is `data.id`.',
	},
	event: {
		id: [{ body: ['data', 'id'] }],
		name: [{ body: ['data', 'event_type'] }],
		data: [['data', 'payload'], ['data']],
	},
};
