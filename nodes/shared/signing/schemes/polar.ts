import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/**
 * Polar webhooks. The characters of the secret are the key for older endpoints, and the base64
 * behind `whsec_` for newer ones; either may match.
 */
export const polar: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'polar',
	displayName: 'Polar',
	description: 'Standard Webhooks with webhook-* headers',
	documentationUrl: 'https://polar.sh/docs/integrate/webhooks/delivery',
	secretPlace:
		'Settings → Webhooks → the endpoint: copy the secret, exactly as shown, into `Secret`',
	keyFormat: 'whsecOrText',
	sourceAddresses: {
		networks: [
			'3.134.238.10',
			'3.129.111.220',
			'52.15.118.168',
			'74.220.50.0/24',
			'74.220.58.0/24',
		],
		documentationUrl: 'https://polar.sh/docs/integrate/webhooks/delivery',
		readAt: '2026-11-21',
	},
};
