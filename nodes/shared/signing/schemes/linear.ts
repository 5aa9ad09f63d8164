import type { SignatureScheme } from '../scheme';

/**
 * Linear webhooks. The time stands inside the signed body, and a delivery that fails is tried again
 * after a minute, an hour and six hours (https://linear.app/developers/webhooks). Whether the time is
 * renewed for that is not documented; receivers report that the same bytes come again
 * (https://github.com/vercel/eve/issues/1570). So the window spans all attempts, 7 hours and a
 * minute, where Linear's own SDK has one of a minute and refuses them.
 */
export const linear: SignatureScheme = {
	id: 'linear',
	displayName: 'Linear',
	description: 'Linear-Signature with hex',
	documentationUrl: 'https://linear.app/developers/webhooks',
	secretPlace: "The webhook's page: copy the signing secret into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Linear-Signature',
		format: { kind: 'single', prefix: '' },
	},
	timestamp: {
		from: { body: ['webhookTimestamp'] },
		unit: 'milliseconds',
		toleranceSeconds: 28_800,
	},
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
