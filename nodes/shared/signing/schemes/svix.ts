import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/** What Svix sends for any of its customers. Those on its larger plans may rename the headers. */
export const svixHosted: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'svix',
	displayName: 'Svix',
	description: 'Standard Webhooks with svix-* headers',
	documentationUrl: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
	secretPlace:
		"The sender's application portal → the endpoint's page: copy the signing secret (`whsec_…`) into `Secret`",
	signature: { ...standardWebhooksOfProvider.signature, header: 'svix-signature' },
	timestamp: { from: { header: 'svix-timestamp' }, unit: 'seconds', toleranceSeconds: 300 },
	idHeader: 'svix-id',
	headerAliases: {
		'svix-id': 'webhook-id',
		'svix-timestamp': 'webhook-timestamp',
		'svix-signature': 'webhook-signature',
	},
	repeats: {
		id: [{ header: 'svix-id' }],
		source:
			'[Svix](https://docs.svix.com/receiving/verifying-payloads/how-manual): `svix-id` is another one for each message, and the same when a message is sent again.',
	},
	event: {
		id: [{ header: 'svix-id' }],
		name: [{ body: ['type'] }, { body: ['eventType'] }],
		data: [['data']],
	},
};

/** Webhooks of any sender that uses Svix. Its addresses hold only where the sender's plan has them. */
export const svix: SignatureScheme = {
	...svixHosted,
	sourceAddresses: {
		networks: [
			'44.228.126.217',
			'50.112.21.217',
			'52.24.126.164',
			'54.148.139.208',
			'2600:1f24:64:8000::/56',
			'52.215.16.239',
			'54.216.8.72',
			'63.33.109.123',
			'2a05:d028:17:8000::/56',
			'13.239.204.236',
			'54.66.246.217',
			'54.252.65.96',
			'2406:da2c:13:4000::/56',
			'52.60.44.49',
			'3.98.68.230',
			'3.96.105.27',
			'2600:1f21:1c:4000::/56',
		],
		documentationUrl: 'https://docs.svix.com/receiving/source-ips',
		readAt: '2026-11-21',
	},
};
