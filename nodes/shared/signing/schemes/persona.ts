import type { SignatureScheme } from '../scheme';

/**
 * Persona webhooks. A webhook can write the keys of its bodies in several styles, so the time of
 * the event has several names.
 */
export const persona: SignatureScheme = {
	id: 'persona',
	displayName: 'Persona',
	description: 'Persona-Signature with a timestamp and hex',
	documentationUrl: 'https://docs.withpersona.com/webhooks-best-practices',
	secretPlace: "Webhooks → the webhook's page: copy the secret (`wbhsec_…`) into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'Persona-Signature',
		format: { kind: 'pairs', pairSeparator: ',', signatureKey: 'v1', timestampKey: 't' },
	},
	timestamp: { from: 'pairs', unit: 'seconds', toleranceSeconds: 300 },
	content: ['timestamp', { literal: '.' }, 'body'],
	repeats: {
		distinctBy: [
			['data', 'attributes', 'created-at'],
			['data', 'attributes', 'created_at'],
			['data', 'attributes', 'createdAt'],
		],
		source:
			'[Persona](https://docs.withpersona.com/webhooks): `created-at` in the attributes is the time of the event, next to its id.',
	},
	event: {
		id: [{ body: ['data', 'id'] }],
		name: [{ body: ['data', 'attributes', 'name'] }],
		data: [
			['data', 'attributes', 'payload'],
			['data', 'attributes'],
		],
	},
};
