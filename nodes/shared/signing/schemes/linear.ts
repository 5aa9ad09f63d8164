import type { SignatureScheme } from '../scheme';

/** Linear webhooks. The time stands inside the signed body. */
export const linear: SignatureScheme = {
	id: 'linear',
	displayName: 'Linear',
	description: 'Linear-Signature with hex',
	documentationUrl: 'https://linear.app/developers/webhooks',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Linear-Signature',
		format: { kind: 'single', prefix: '' },
	},
	timestamp: { from: { body: ['webhookTimestamp'] }, unit: 'milliseconds', toleranceSeconds: 60 },
	content: ['body'],
	repeats: {
		id: [{ header: 'linear-delivery' }],
		source:
			'[Linear](https://linear.app/developers/webhooks): the body holds the time of sending to the millisecond, and `Linear-Delivery` is a UUID for each payload.',
	},
	event: {
		id: [],
		name: [
			{ join: [{ body: ['type'] }, { body: ['action'] }], separator: '.' },
			{ body: ['type'] },
		],
		data: [['data']],
	},
};
