import type { INodeProperties } from 'n8n-workflow';
import { schemeIdsWhere } from '../../../fields/scheme/properties';

/** Options about who may send, and how much. */
export const limitOptions: INodeProperties[] = [
	{
		displayName: 'Allowed Addresses',
		name: 'allowedAddresses',
		type: 'string',
		noDataExpression: true,
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. 203.0.113.7, 2001:db8::/32',
		description:
			'IP addresses and networks that may send. Everyone else gets 403. Behind a proxy, also set N8N_PROXY_HOPS or the option Proxy Hops; otherwise, all senders have the address of the proxy.',
	},
	{
		displayName: 'Allow Only Published Addresses',
		name: 'publishedAddressesOnly',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether only the addresses that the provider publishes may send. The documentation has the list and its date. Providers can change theirs.',
		displayOptions: {
			show: {
				'/scheme': schemeIdsWhere(({ sourceAddresses }) => sourceAddresses !== undefined),
			},
		},
	},
	{
		displayName: 'Maximum Body Size (KB)',
		name: 'maxBodyKilobytes',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: 1_048_576 },
		default: 5120,
		description: 'Larger bodies get 413. n8n itself takes up to 16 MB.',
	},
	{
		displayName: 'Maximum Events',
		name: 'maxEvents',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: 1_000_000 },
		default: 100,
		description:
			'How many genuine events the trigger accepts per minute, or per Maximum Events Window if you add that option. More get 429 and a time to come back. Failed checks do not count.',
	},
	{
		displayName: 'Maximum Events Window (Seconds)',
		name: 'maxEventsWindowSeconds',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: 86_400 },
		default: 60,
		description:
			'The time for which Maximum Events counts. Works only together with that option: without it, there is no limit.',
	},
	{
		displayName: 'Maximum Failures per Minute',
		name: 'maxFailuresPerMinute',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: 100_000 },
		default: 60,
		description:
			'How many failed checks per address get 401, a log line and an explanation. More get 429. This never refuses genuine events.',
	},
	{
		displayName: 'Proxy Hops',
		name: 'proxyHops',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0, maxValue: 10 },
		default: 0,
		description:
			'How many proxies in front of n8n are yours. The trigger reads the address of the sender that far back in X-Forwarded-For; 0 takes the address of the connection. Without this option, N8N_PROXY_HOPS decides (0 by default).',
	},
	{
		displayName: 'Public URL',
		name: 'publicUrl',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. https://hooks.example.com/webhook/orders',
		description:
			'The webhook URL exactly as you entered it at the provider, if it differs from the one that n8n shows. Some providers sign it.',
	},
];
