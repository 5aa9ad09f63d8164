import type { SignatureScheme } from '../scheme';
import { standardWebhooks } from './standardWebhooks';

/**
 * Asymmetric signatures (`v1a`) of the Standard Webhooks specification 1.0. The receiver knows only
 * the public key (`whpk_`), so it could not forge anything itself.
 */
export const standardWebhooksEd25519: SignatureScheme = {
	...standardWebhooks,
	id: 'standard-webhooks-ed25519',
	displayName: 'Standard Webhooks, Ed25519',
	description: 'Standard Webhooks with a key pair instead of a shared secret',
	secretPlace:
		'Copy the public key that the sender publishes (`whpk_…`, base64, hex or PEM) into `Secret`. To send, enter the private key (`whsk_…` or PEM).',
	algorithm: { kind: 'ed25519' },
	keyFormat: 'asymmetric',
	signature: {
		header: 'webhook-signature',
		format: { kind: 'list', entrySeparator: ' ', versionSeparator: ',', version: 'v1a' },
	},
};
