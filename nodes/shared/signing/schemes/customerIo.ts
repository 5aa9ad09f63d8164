import type { SignatureScheme } from '../scheme';

/** Reporting webhooks of Customer.io. */
export const customerIo: SignatureScheme = {
	id: 'customer-io',
	displayName: 'Customer.io',
	description: 'X-CIO-Signature with hex',
	documentationUrl: 'https://docs.customer.io/api/webhooks/',
	secretPlace:
		'Data & Integrations → Integrations → Reporting Webhooks: copy the signing key into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-CIO-Signature',
		format: { kind: 'single', prefix: '' },
	},
	timestamp: { from: { header: 'X-CIO-Timestamp' }, unit: 'seconds', toleranceSeconds: 300 },
	content: [{ literal: 'v0:' }, 'timestamp', { literal: ':' }, 'body'],
	repeats: {
		id: [{ body: ['event_id'] }],
		source:
			'[Customer.io](https://docs.customer.io/api/webhooks/): `event_id` is another one for each event.',
	},
	event: {
		id: [{ body: ['event_id'] }],
		name: [
			{ join: [{ body: ['object_type'] }, { body: ['metric'] }], separator: '.' },
			{ body: ['metric'] },
		],
		data: [['data']],
	},
	sourceAddresses: {
		networks: [
			'35.188.196.183',
			'104.198.177.219',
			'104.154.232.87',
			'130.211.229.195',
			'104.198.221.24',
			'104.197.27.15',
			'35.194.9.154',
			'104.154.144.51',
			'104.197.210.12',
			'35.225.6.73',
			'34.76.143.229',
			'34.78.91.47',
			'34.77.94.252',
			'35.187.188.242',
			'34.78.122.90',
			'35.195.137.235',
			'130.211.108.156',
			'104.199.50.18',
			'34.78.44.80',
			'35.205.31.154',
			'136.111.237.157',
			'34.10.127.179',
		],
		documentationUrl: 'https://docs.customer.io/integrations/data-out/connections/webhooks/',
		readAt: '2026-11-21',
	},
};
