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
		displayName: 'Check Webhook Every (Minutes)',
		name: 'watchMinutes',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0, maxValue: 1440 },
		default: 15,
		description:
			'How often to check that the webhook still exists at the service and to repair it, and to fetch missed events where Catch Up is on. n8n also checks soon after it starts. Every 15 minutes without this option; 0 switches it off.',
		displayOptions: { show: { '/registration': ['automatic', 'rest'] } },
	},
	{
		displayName: 'Duplicate Window (Hours)',
		name: 'duplicateWindowHours',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0.01, maxValue: 720 },
		default: 24,
		description: 'How long the trigger remembers an event, to ignore it when it comes again',
	},
	{
		displayName: 'Headers to Include',
		name: 'headersToInclude',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. X-Trace-Key, X-Tenant-Sig',
		description:
			'Names of more request headers to include in the item, even if they look like secrets. n8n stores them with each execution.',
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
				description: 'Also signatures, tokens and cookies. n8n stores them with each execution.',
			},
			{ name: 'All but Secrets', value: 'safe' },
			{ name: 'None', value: 'none' },
		],
		default: 'safe',
		description: 'Which request headers to include in the item',
	},
	{
		displayName: 'Include Raw Body',
		name: 'includeRawBody',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether to include the body as text, exactly as received, for example to keep numbers with more than 15 digits intact',
	},
	{
		displayName: 'JSON Schema',
		name: 'jsonSchema',
		type: 'json',
		noDataExpression: true,
		default: '{}',
		description:
			'The schema that the body of a genuine event must match (JSON Schema 2020-12). Any other body gets 400, and the log says what does not match.',
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
		displayName: 'Only Events Where',
		name: 'onlyEventsWhere',
		type: 'json',
		noDataExpression: true,
		typeOptions: { rows: 4 },
		default: '{}',
		placeholder: 'e.g. {"field": "body.total", "atLeast": 100}',
		hint: 'For example {"all": [{"field": "event", "equals": "order.paid"}, {"field": "body.total", "atLeast": 100}]}. <a href="https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/conditions.md" target="_blank">All operators</a>',
		description:
			'A condition on the item, for events that start the workflow. Other events get 200 and start nothing. Leave it at {} for all.',
	},
	{
		displayName: 'Output Rejected Requests',
		name: 'outputRejected',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether to send refused requests to a second output, with the reason and advice. At most 10 per minute. The sender still sees no reason.',
	},
	{
		displayName: 'Recognize Repeats By',
		name: 'repeatsBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'By what two different events of this sender never share. If no such value is known, the trigger looks for no repeats. It never drops a genuine event.',
			},
			{
				name: 'Body Field',
				value: 'bodyField',
				description:
					'By a field of the body. Use it only if no two events share the value: many events can have the same order ID.',
			},
			{
				name: 'Delivery ID',
				value: 'deliveryId',
				description:
					'By the ID of the event or delivery. If the ID is not signed, someone can send a recorded request again with another ID.',
			},
			{
				name: 'Header',
				value: 'header',
				description:
					'By the value of a header. Headers are rarely signed: someone can send a recorded request again with another value.',
			},
			{
				name: 'Nothing',
				value: 'nothing',
				description:
					'Every request starts the workflow, including recorded ones while their timestamp is valid',
			},
			{
				name: 'Signed Content',
				value: 'content',
				description:
					'By the signed bytes. No recorded request runs again, but two events that differ only in unsigned headers count as one.',
			},
		],
		default: 'automatic',
		description:
			'How to tell that a request repeats an event that was already processed. Repeats start nothing. A request without the chosen value is never a repeat.',
	},
	{
		displayName: 'Refuse Unexpected Bodies',
		name: 'refuseUnexpected',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether to return 400 for a genuine event whose body differs from what the service documents. Without this option, it starts the workflow, and verification.unexpected says what differs.',
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
			"Path to the field in the body, with dots between keys. A request without it is never a repeat. Works only with Body Field as 'Recognize Repeats By'.",
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
			"Name of the header that identifies an event. A request without it is never a repeat. Works only with Header as 'Recognize Repeats By'.",
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
