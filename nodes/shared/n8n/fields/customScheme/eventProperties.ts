import type { INodeProperties } from 'n8n-workflow';
import { forCustomScheme } from './conditions';

/** Where facts about the event stand, for senders that do not use the usual places. */
export const eventProperties: INodeProperties[] = [
	{
		displayName: 'Event Fields',
		name: 'customEventFields',
		type: 'collection',
		noDataExpression: true,
		placeholder: 'Add field',
		default: {},
		description:
			'Where the name, ID and data of the event are. By default: event, type or event_type, ID and data in the JSON body.',
		displayOptions: forCustomScheme(),
		options: [
			{
				displayName: 'Data Path',
				name: 'dataPath',
				type: 'string',
				noDataExpression: true,
				default: '',
				placeholder: 'e.g. data.object',
				description: 'Path to the data in the JSON body, with dots between keys',
			},
			{
				displayName: 'Event ID Header',
				name: 'idHeader',
				type: 'string',
				noDataExpression: true,
				default: '',
				placeholder: 'e.g. X-Delivery-ID',
				description: "Name of the header that holds the ID of the event, if not 'ID Header'",
			},
			{
				displayName: 'Event ID Path',
				name: 'idPath',
				type: 'string',
				noDataExpression: true,
				default: '',
				placeholder: 'e.g. data.event_id',
				description: 'Path to the ID of the event in the JSON body, with dots between keys',
			},
			{
				displayName: 'Event Name Header',
				name: 'nameHeader',
				type: 'string',
				noDataExpression: true,
				default: '',
				placeholder: 'e.g. X-Event-Type',
				description: 'Name of the header that names the event',
			},
			{
				displayName: 'Event Name Path',
				name: 'namePath',
				type: 'string',
				noDataExpression: true,
				default: '',
				placeholder: 'e.g. event.name',
				description: 'Path to the name of the event in the JSON body, with dots between keys',
			},
		],
	},
];
