import type { SignatureScheme } from '../scheme';

/**
 * Airwallex webhooks. Airwallex retries for about three days, and no page says whether a retry
 * carries a new time. So the tolerance is a day, the longest that users can choose, too. The id
 * identifies repeats.
 */
export const airwallex: SignatureScheme = {
	id: 'airwallex',
	displayName: 'Airwallex',
	description: 'x-signature with hex over time and body',
	documentationUrl:
		'https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events',
	secretPlace: 'Web app → Developer → Webhooks → the subscription: copy the secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'x-signature', format: { kind: 'single', prefix: '' } },
	timestamp: {
		from: { header: 'x-timestamp' },
		unit: 'milliseconds',
		toleranceSeconds: 86_400,
	},
	content: ['timestamp', 'body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Airwallex](https://www.airwallex.com/docs/developer-tools/webhooks/webhooks-overview): each event has a stable `id`, by which receivers can recognize duplicates.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['name'] }],
		data: [['data', 'object'], ['data']],
	},
};
