import type { INodeProperties } from 'n8n-workflow';
import { bodyProperties } from '../shared/n8n/fields/body/properties';
import { optionsProperty } from '../shared/n8n/fields/options';
import { schemeIdsWhere, schemePropertiesFor } from '../shared/n8n/fields/scheme/properties';

/** The fields of the node, in the order of the panel. */
export const signatureProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Sign',
				value: 'sign',
				description: 'Get the headers that prove a body',
				action: 'Sign data',
			},
			{
				name: 'Verify',
				value: 'verify',
				description: 'Check a signature, and learn why it does not match',
				action: 'Verify a signature',
			},
		],
		default: 'verify',
	},
	...schemePropertiesFor(() => true, 1.1),
	...bodyProperties({
		description: 'What was or will be signed. Any changed byte gives another signature.',
		sources: ['binary', 'item', 'json', 'text'],
		sourceWording: {
			binary: {
				description: 'The bytes of a binary field, such as the raw body of a Webhook node',
			},
			item: { description: "The item's JSON, written without spaces" },
			json: { description: 'JSON exactly as you enter it below' },
			text: { description: 'Text exactly as you enter it below' },
		},
		defaultSource: 'text',
		json: { default: '' },
		text: {
			placeholder: 'e.g. {{ $json.rawBody }}',
			description: 'The body exactly as it was received. May be empty.',
		},
	}),
	{
		displayName: 'Headers',
		name: 'headers',
		type: 'json',
		typeOptions: { rows: 4 },
		required: true,
		default: '={{ $json.headers }}',
		description: 'The headers that came with the body, as a JSON object of names and values',
		displayOptions: { show: { operation: ['verify'] } },
	},
	{
		displayName: 'Event ID',
		name: 'eventId',
		type: 'string',
		default: '',
		placeholder: 'e.g. order_1042',
		description: 'The receiver uses it to recognize repeats. Leave it empty for a new one.',
		displayOptions: {
			show: {
				operation: ['sign'],
				scheme: ['custom', ...schemeIdsWhere(({ idHeader }) => idHeader !== undefined)],
			},
		},
	},
	optionsProperty([
		{
			displayName: 'At Time',
			name: 'atTime',
			type: 'dateTime',
			default: '',
			description: 'Time of signing or receiving, for old requests. Empty for now.',
		},
		{
			displayName: 'Content Type',
			name: 'contentType',
			type: 'string',
			default: '',
			placeholder: 'e.g. application/x-www-form-urlencoded',
			description: 'Media type of the body. Only schemes that sign the fields of a form need it.',
			displayOptions: { show: { '/operation': ['sign'] } },
		},
		{
			displayName: 'Event Name',
			name: 'eventName',
			type: 'string',
			default: '',
			description: 'For schemes that name the event in a header. The signature does not cover it.',
			displayOptions: { show: { '/operation': ['sign'] } },
		},
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'DELETE', value: 'DELETE' },
				{ name: 'GET', value: 'GET' },
				{ name: 'PATCH', value: 'PATCH' },
				{ name: 'POST', value: 'POST' },
				{ name: 'PUT', value: 'PUT' },
			],
			default: 'POST',
			description: 'Only schemes that sign the method need it',
			displayOptions: { show: { '/operation': ['verify'] } },
		},
		{
			displayName: 'Timestamp Tolerance (Seconds)',
			name: 'toleranceSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				"How far the signed time may be from the clock, in both directions. 0 uses the scheme's own tolerance.",
			displayOptions: { show: { '/operation': ['verify'] } },
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://hooks.example.com/webhook/orders',
			description: 'The complete URL that was called. Only schemes that sign it need it.',
		},
	]),
];
