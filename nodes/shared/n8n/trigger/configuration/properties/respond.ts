import type { INodeProperties } from 'n8n-workflow';

/** When and with what the sender is answered. */
export const respondProperties: INodeProperties[] = [
	{
		displayName: 'Respond',
		name: 'responseMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description: 'As soon as n8n has stored the event. Recommended for most senders.',
			},
			{
				name: "Using 'Respond to Webhook' Node",
				value: 'responseNode',
				description:
					'With the response of that node. Connect a deactivated Webhook node in front of it, too.',
			},
			{
				name: 'When Last Node Finishes',
				value: 'lastNode',
				description: 'With the data of the last node',
			},
		],
		default: 'onReceived',
		description:
			'When to respond to the sender. If the workflow fails before that, the sender gets an error, and its next attempt is processed.',
	},
	{
		displayName: 'Response Data',
		name: 'responseData',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { responseMode: ['lastNode'] } },
		options: [
			{ name: 'All Items', value: 'allEntries', description: 'As a JSON array' },
			{ name: 'First Item', value: 'firstEntryJson', description: 'As a JSON object' },
			{ name: 'No Body', value: 'noData' },
		],
		default: 'firstEntryJson',
		description: 'Which data of the last node to return',
	},
];

/** Options about the answer that is given at once. */
export const responseOptions: INodeProperties[] = [
	{
		displayName: 'Response Body',
		name: 'responseBody',
		type: 'string',
		noDataExpression: true,
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. {"received": true}',
		description: 'What to return for accepted events, if you respond immediately',
		displayOptions: { show: { '/responseMode': ['onReceived'] } },
	},
	{
		displayName: 'Response Code',
		name: 'responseCode',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: '200 OK', value: 200 },
			{ name: '202 Accepted', value: 202 },
		],
		default: 200,
		description: 'Status code for accepted events. Most senders treat both as success.',
	},
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'JSON', value: 'json', description: 'The response body must be JSON' },
			{ name: 'No Body', value: 'empty' },
			{ name: 'Text', value: 'text' },
		],
		default: 'json',
		description: 'Format of the response body',
		displayOptions: { show: { '/responseMode': ['onReceived'] } },
	},
];
