import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_KILOBYTES, MAX_ITEMS, MAX_KILOBYTES } from './read';

const withItemsPerRequest: INodeProperties['displayOptions'] = {
	show: { itemsPerRequest: [{ _cnd: { exists: true } }] },
};

/** Options for the collection of a node that sends several items in one request. `readBatch` reads them. */
export const batchOptionProperties: INodeProperties[] = [
	{
		displayName: 'Items per Request',
		name: 'itemsPerRequest',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_ITEMS },
		default: 50,
		description:
			'Up to how many items to send in one request, signed one time. Their bodies must be JSON. Only items with the same endpoint, event name and settings go together.',
	},
	{
		displayName: 'Items As',
		name: 'itemsAs',
		type: 'options',
		options: [
			{
				name: 'JSON Array',
				value: 'array',
				description: 'All items in one list',
			},
			{
				name: 'Newline-Delimited JSON',
				value: 'lines',
				description: 'Each item in a line of its own',
			},
		],
		default: 'array',
		description: 'How to write the items of a request',
		displayOptions: withItemsPerRequest,
	},
	{
		displayName: 'Largest Request (Kilobytes)',
		name: 'maxRequestKilobytes',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_KILOBYTES },
		default: DEFAULT_KILOBYTES,
		description: 'When the next item would make the body larger than this, a new request begins',
		displayOptions: withItemsPerRequest,
	},
	{
		displayName: 'Split on 413',
		name: 'splitOn413',
		type: 'boolean',
		default: true,
		description:
			'Whether to send the items in two smaller requests, with new IDs, when the receiver responds that a request is too large',
		displayOptions: withItemsPerRequest,
	},
];
