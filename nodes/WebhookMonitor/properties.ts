import type { INodeProperties } from 'n8n-workflow';
import { optionsProperty } from '../shared/n8n/fields/options';

const show = (...operation: string[]) => ({ show: { operation } });

/** The fields of the node, in the order of the panel. */
export const monitorProperties: INodeProperties[] = [
	{
		displayName:
			'Connect the items of <b>Send Signed Webhook</b>, or Data Table rows that you created with <b>Make Table Rows</b>. The node treats all items as one set of deliveries.',
		name: 'inputNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Check Alerts',
				value: 'checkAlerts',
				description: 'Get an item when a limit is exceeded, and another when it no longer is',
				action: 'Check alerts on deliveries',
			},
			{
				name: 'List Deliveries',
				value: 'list',
				description: 'Get one item per delivery, the latest first',
				action: 'List deliveries',
			},
			{
				name: 'Make Dashboard',
				value: 'dashboard',
				description: 'Get an HTML page with rates, charts, endpoints and failures',
				action: 'Make a dashboard of deliveries',
			},
			{
				name: 'Make Table Rows',
				value: 'makeRows',
				description: 'Get one row per delivery, for a Data Table or a spreadsheet',
				action: 'Make table rows of deliveries',
			},
			{
				name: 'Summarize',
				value: 'summarize',
				description: 'Get success rate, response times and errors, in total and per endpoint',
				action: 'Summarize deliveries',
			},
		],
		default: 'summarize',
	},
	{
		displayName: 'Last Hours',
		name: 'lastHours',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: 8760 },
		default: 24,
		description: 'How far back to look. A delivery counts by the time of its last attempt.',
		displayOptions: show('checkAlerts', 'dashboard', 'list', 'summarize'),
	},
	{
		displayName: 'Limits',
		name: 'limits',
		type: 'collection',
		placeholder: 'Add limit',
		default: { maxFailed: 10, minSuccessPercent: 95, maxResponseMs: 5000 },
		displayOptions: show('checkAlerts', 'dashboard'),
		options: [
			{
				displayName: 'Failed Deliveries',
				name: 'maxFailed',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 10,
				description: 'Alert when more deliveries than this failed',
			},
			{
				displayName: 'Hours Without Delivery',
				name: 'maxQuietHours',
				type: 'number',
				typeOptions: { minValue: 0.1 },
				default: 24,
				description: 'Alert when there was no attempt for this many hours',
			},
			{
				displayName: 'Response Time (Ms)',
				name: 'maxResponseMs',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 5000,
				description: 'Alert when 5% of the responses take longer than this',
			},
			{
				displayName: 'Success Rate (Percent)',
				name: 'minSuccessPercent',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 95,
				description: 'Alert when a smaller percentage of the finished deliveries succeeded',
			},
		],
	},
	{
		displayName: 'Limits Apply To',
		name: 'limitsApplyTo',
		type: 'options',
		options: [
			{ name: 'All Endpoints Together', value: 'all' },
			{ name: 'Each Endpoint', value: 'each' },
		],
		default: 'all',
		displayOptions: show('checkAlerts', 'dashboard'),
	},
	{
		displayName: 'OK After Checks',
		name: 'okAfterChecks',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 2,
		description:
			'How many checks in a row must be within the limit before an alert ends. More than 1 keeps a value that goes up and down around its limit from alerting again and again.',
		displayOptions: show('checkAlerts'),
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: [
			{ name: 'Cancelled', value: 'cancelled', description: 'Called back before it was delivered' },
			{ name: 'Delivered', value: 'delivered' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'Held', value: 'held', description: 'Not sent, since the endpoint is off' },
			{ name: 'Pending', value: 'pending', description: 'Waiting for another attempt' },
		],
		default: ['failed'],
		description: 'Which deliveries to list. Leave it empty for all.',
		displayOptions: show('list'),
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: show('list'),
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: 'Webhook deliveries',
		description: 'The heading of the page',
		displayOptions: show('dashboard'),
	},
	{
		...optionsProperty([
			{
				displayName: 'Action URL',
				name: 'actionUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://n8n.example.com/webhook/webhook-actions',
				description:
					'Adds the buttons Retry and Test to the page. They send a form to this webhook, so protect it with authentication.',
			},
			{
				displayName: 'Max Failures',
				name: 'maxFailures',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 1000 },
				default: 50,
				description: 'How many failed deliveries the page lists',
			},
		]),
		displayOptions: show('dashboard'),
	},
	{
		...optionsProperty([
			{
				displayName: 'Endpoint',
				name: 'endpoint',
				type: 'string',
				default: '',
				description:
					'Only deliveries to this endpoint, by its name or URL. Leave it empty for all.',
			},
			{
				displayName: 'Event',
				name: 'event',
				type: 'string',
				default: '',
				placeholder: 'e.g. order.*',
				description: 'Only events with this name. Use * for any text. Leave it empty for all.',
			},
			{
				displayName: 'Skip',
				name: 'skip',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'How many deliveries to skip at the start, to get the next page',
			},
		]),
		displayOptions: show('list'),
	},
];
