import type { INodeProperties } from 'n8n-workflow';
import { findService } from '../../../../services';
import { schemeIdsWhere } from '../../../fields/scheme/properties';

/** Options about which events start the workflow, how, and what the item holds. */
export const handlingOptions: INodeProperties[] = [
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 2, maxValue: 1000 },
		default: 100,
		description:
			'How many events one execution takes at most. Works only together with Batch Window: without that, each event starts its own execution.',
	},
	{
		displayName: 'Batch Window (Milliseconds)',
		name: 'batchWindowMs',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: 5000 },
		default: 50,
		description:
			'For busy senders: events that arrive within this time start one execution, with an item for each. Batch Size limits their number (100 without that option). The trigger responds to each sender after n8n has stored the execution.',
	},
	{
		displayName: 'Duplicate Window (Hours)',
		name: 'duplicateWindowHours',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0.01, maxValue: 720 },
		default: 24,
		description: 'How long an event is remembered, so that it is ignored when it comes again',
	},
	{
		displayName: 'Headers to Include',
		name: 'headersToInclude',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. X-Trace-Key, X-Tenant-Sig',
		description:
			'Names of request headers that the item holds besides those of Include Headers, also where they look like secrets. n8n stores them with each execution.',
	},
	{
		displayName: 'Health Check',
		name: 'healthCheck',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether GET and HEAD on the webhook URL return 200, for monitoring. On without this option; switch it off to return 405.',
	},
	{
		displayName: 'Ignore Duplicates',
		name: 'ignoreDuplicates',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether an event that was already processed starts nothing when it comes again. On without this option; switch it off to process every request.',
	},
	{
		displayName: 'Include Headers',
		name: 'includeHeaders',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'All, Secrets Included',
				value: 'all',
				description: 'Also signatures, tokens and cookies; n8n stores them with each run',
			},
			{ name: 'All but Secrets', value: 'safe' },
			{ name: 'None', value: 'none' },
		],
		default: 'safe',
		description: 'Which request headers the item holds',
	},
	{
		displayName: 'Include Raw Body',
		name: 'includeRawBody',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether the item also holds the body as text exactly as received, for example to keep numbers of more than 15 digits whole',
	},
	{
		displayName: 'JSON Schema',
		name: 'jsonSchema',
		type: 'json',
		noDataExpression: true,
		default: '{}',
		description:
			'What the body of a genuine event must look like (JSON Schema 2020-12); anything else gets 400. The log says what does not fit.',
	},
	{
		displayName: 'Log Headers',
		name: 'logHeaders',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description: "Whether n8n's log also shows the headers of each request, without secrets",
	},
	{
		displayName: 'Log Payload',
		name: 'logPayload',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description: "Whether n8n's log also shows the body of each genuine event",
	},
	{
		displayName: 'Output Rejected Requests',
		name: 'outputRejected',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether refused requests leave through a second output, with the reason and advice. At most 10 a minute; the callers learn nothing.',
	},
	{
		displayName: 'Recognise Repeats By',
		name: 'repeatsBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'What two different events of this sender never share; where nothing is known to be so, nothing is looked for. No genuine event is dropped.',
			},
			{
				name: 'Body Field',
				value: 'bodyField',
				description:
					'The same value in a field of the body. Right only if no two events share it: an ID of an order has many events.',
			},
			{
				name: 'Delivery ID',
				value: 'deliveryId',
				description:
					'The same ID of the event or delivery, whatever else differs. Where the ID is not signed, a recorded request runs again under another one.',
			},
			{
				name: 'Header',
				value: 'header',
				description:
					'The same value of a header. Headers are seldom signed: a recorded request runs again with another value.',
			},
			{
				name: 'Nothing',
				value: 'nothing',
				description:
					'Each request starts the workflow, recorded ones too while their time is right',
			},
			{
				name: 'Signed Content',
				value: 'content',
				description:
					'The same signed bytes. No recorded request runs again, but two events that differ only in unsigned headers count as one.',
			},
		],
		default: 'automatic',
		description:
			'Which requests count as repeats of an event that was processed, and start nothing. What is chosen counts alone; a request without it is never a repeat.',
	},
	{
		displayName: 'Refuse Unexpected Bodies',
		name: 'refuseUnexpected',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether a genuine event gets 400 when its body is not of the form that the service documents. Without this option it starts the workflow, and verification.unexpected says what does not fit.',
		displayOptions: {
			show: { '/scheme': schemeIdsWhere(({ id }) => findService(id) !== undefined) },
		},
	},
	{
		displayName: 'Repeats Body Field',
		name: 'repeatsBodyField',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. event.number',
		description:
			"Keys that lead to the field in the body, joined by dots. A request without it is never a repeat. Used only with 'Recognise Repeats By' at Body Field.",
		displayOptions: { show: { repeatsBy: ['bodyField'] } },
	},
	{
		displayName: 'Repeats Header',
		name: 'repeatsHeader',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. X-Request-UUID',
		description:
			"Name of the header that tells events apart. A request without it is never a repeat. Used only with 'Recognise Repeats By' at Header.",
		displayOptions: { show: { repeatsBy: ['header'] } },
	},
	{
		displayName: 'Timestamp Tolerance (Seconds)',
		name: 'toleranceSeconds',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0, maxValue: 86400 },
		default: 0,
		description:
			"How far the signed time may be from the clock, in both directions. The trigger refuses older requests, so nobody can send recorded ones again. 0 uses the scheme's own tolerance.",
		displayOptions: {
			show: {
				'/scheme': schemeIdsWhere(({ timestamp }) => timestamp !== undefined),
			},
		},
	},
];
