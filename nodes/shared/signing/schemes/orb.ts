import type { SignatureScheme } from '../scheme';

/** Orb webhooks. The time has no zone and is UTC. */
export const orb: SignatureScheme = {
	id: 'orb',
	displayName: 'Orb',
	description: 'X-Orb-Signature with v1= and hex',
	documentationUrl: 'https://docs.withorb.com/integrations-and-exports/webhooks',
	secretPlace: "Webhooks → the endpoint: copy the endpoint's secret into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Orb-Signature',
		format: { kind: 'list', entrySeparator: ' ', versionSeparator: '=', version: 'v1' },
	},
	timestamp: {
		from: { header: 'X-Orb-Timestamp' },
		unit: 'iso8601Utc',
		toleranceSeconds: 300,
	},
	content: [{ literal: 'v1:' }, 'timestamp', { literal: ':' }, 'body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Orb](https://docs.withorb.com/integrations-and-exports/webhooks): `id` is unique to the event, and receivers can process each event only once by it.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['type'] }],
		data: [],
	},
};
