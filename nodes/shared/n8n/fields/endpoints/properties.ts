import type { INodeProperties } from 'n8n-workflow';
import { timeoutProperty } from '../options';

const settings: INodeProperties[] = [
	{
		displayName: 'Active',
		name: 'active',
		type: 'boolean',
		default: false,
		description: 'Whether to send to this endpoint',
	},
	{
		displayName: 'Headers',
		name: 'headers',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"X-Environment": "test"}',
		description:
			'Headers for this endpoint, as an object of names and values. They are not signed.',
	},
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10 },
		default: 3,
		description: 'Maximum number of retries for this endpoint, if the retry policy has more',
	},
	{
		displayName: 'Only Events Where',
		name: 'onlyEventsWhere',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"field": "body.total", "atLeast": 100}',
		hint: 'For example {"all": [{"field": "body.total", "atLeast": 100}, {"field": "body.country", "oneOf": ["DE", "FR"]}]}. <a href="https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/conditions.md" target="_blank">All operators</a>',
		description:
			'A condition on what you send, for events that go to this endpoint. Leave it at {} for all.',
	},
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			'Signs for this endpoint instead of the secret of the credential. n8n stores what you type here in the workflow, where others can read it. Use an expression, or better, a credential.',
	},
	timeoutProperty,
	{
		displayName: 'Verify Certificate',
		name: 'verifyCertificate',
		type: 'boolean',
		default: true,
		description:
			"Whether to check the endpoint's certificate. Without the check, anyone on the network path can pose as the receiver.",
	},
];

/** The fields by which users say which endpoints there are. `readEndpoints` reads them. */
export const endpointProperties: INodeProperties[] = [
	{
		displayName: 'Endpoints From',
		name: 'endpointSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Another Node', value: 'rows', description: 'The output of a node before this one' },
			{ name: 'Fields Below', value: 'fields', description: 'Endpoints that you add here' },
			{ name: 'Item', value: 'item', description: 'A list in a field of each item' },
		],
		default: 'fields',
		description: 'Where to read the endpoints from',
	},
	{
		displayName: 'Endpoints',
		name: 'endpoints',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add endpoint',
		default: {},
		description: 'Each gets the events that match its patterns',
		displayOptions: { show: { endpointSource: ['fields'] } },
		options: [
			{
				displayName: 'Endpoint',
				name: 'values',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. CRM',
						description: 'Its name in records and messages',
					},
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. https://example.com/webhook',
						description: 'Address of the receiver',
					},
					{
						displayName: 'Events',
						name: 'events',
						type: 'string',
						default: '',
						placeholder: 'e.g. invoice.*, !invoice.draft',
						description:
							'Names of the events to send to it, separated by commas. Use * for any characters, and ! to exclude events. Leave it empty for all.',
					},
					{
						displayName: 'Settings',
						name: 'settings',
						type: 'collection',
						placeholder: 'Add setting',
						default: {},
						options: settings,
					},
				],
			},
		],
	},
	{
		displayName: 'Field With Endpoints',
		name: 'endpointField',
		type: 'string',
		default: 'endpoints',
		required: true,
		placeholder: 'e.g. customer.endpoints',
		hint: 'The name of the input field containing the list',
		description:
			'Each endpoint in the list is an object. It needs a URL; it may also have Name, Events, Only Events Where, Active, Headers, Secret, Timeout Seconds, Max Retries and Verify Certificate, written like this, like max_retries or like maxRetries.',
		displayOptions: { show: { endpointSource: ['item'] } },
	},
	{
		displayName: 'Rows',
		name: 'endpointRows',
		type: 'json',
		default: "={{ $('Get Endpoints').all() }}",
		required: true,
		description:
			'One endpoint each, for example from a Data Table. A row needs a column URL; it may also have Name, Events, Only Events Where, Active, Headers, Secret, Timeout Seconds, Max Retries and Verify Certificate, written like this, like max_retries or like maxRetries.',
		displayOptions: { show: { endpointSource: ['rows'] } },
	},
];
