import { stripeEvents } from '../../events/stripe';
import { stripeThinEvents } from '../../events/stripe/thin';
import type { SignatureScheme } from '../scheme';

/** Stripe webhook endpoints. The secret is used as text, its `whsec_` prefix included. */
export const stripe: SignatureScheme = {
	id: 'stripe',
	displayName: 'Stripe',
	description: 'Stripe-Signature with a timestamp and hex',
	documentationUrl: 'https://docs.stripe.com/webhooks/signature',
	secretPlace:
		"Workbench → Webhooks: copy the endpoint's signing secret, `whsec_` included, into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Stripe-Signature',
		format: {
			kind: 'pairs',
			pairSeparator: ',',
			signatureKey: 'v1',
			timestampKey: 't',
		},
	},
	timestamp: { from: 'pairs', unit: 'seconds', toleranceSeconds: 300 },
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Stripe](https://docs.stripe.com/webhooks#handle-duplicate-events): `id` is that of the event, for receivers to find duplicates.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['type'] }],
		data: [['data', 'object']],
		catalog: [...stripeEvents, ...stripeThinEvents],
	},
	sourceAddresses: {
		networks: [
			'3.18.12.63',
			'3.69.109.8',
			'3.120.168.93',
			'3.130.192.231',
			'13.235.14.237',
			'13.235.122.149',
			'18.211.135.69',
			'35.154.171.200',
			'35.157.207.129',
			'52.15.183.38',
			'54.88.130.119',
			'54.88.130.237',
			'54.187.174.169',
			'54.187.205.235',
			'54.187.216.72',
		],
		documentationUrl: 'https://docs.stripe.com/ips',
		readAt: '2026-11-21',
	},
};
