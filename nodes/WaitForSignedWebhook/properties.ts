import type { INodeProperties } from 'n8n-workflow';
import { optionsProperty } from '../shared/n8n/fields/options';
import { schemePropertiesFor } from '../shared/n8n/fields/scheme/properties';
import { handlingOptions } from '../shared/n8n/trigger/configuration/properties/handling';
import { limitOptions } from '../shared/n8n/trigger/configuration/properties/limits';
import { startOptionProperties, startRequestProperties } from './startRequest/properties';

/** Options of triggers that make sense for a single event. */
const CALLBACK_OPTIONS = new Set([
	'allowedAddresses',
	'headersToInclude',
	'includeHeaders',
	'includeRawBody',
	'jsonSchema',
	'logHeaders',
	'logPayload',
	'maxBodyKilobytes',
	'maxFailuresPerMinute',
	'proxyHops',
	'publishedAddressesOnly',
	'refuseUnexpected',
	'toleranceSeconds',
]);

const callbackOptions = [...handlingOptions, ...limitOptions].filter(({ name }) =>
	CALLBACK_OPTIONS.has(name),
);

const eventsProperty: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'string',
	noDataExpression: true,
	default: '',
	placeholder: 'e.g. job.completed, job.failed',
	description:
		'Names of the events that end the wait, separated by commas. Use * for any characters, and ! to exclude events. Leave it empty for any event. Other events get 200, and the node waits on.',
};

const limitProperties: INodeProperties[] = [
	{
		displayName: 'Wait at Most',
		name: 'limitAmount',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description:
			'How long to wait for the event. Then the items that came in leave through the output Timeout, up to a minute late. At most 365 days.',
	},
	{
		displayName: 'Unit',
		name: 'limitUnit',
		type: 'options',
		options: [
			{ name: 'Seconds', value: 'seconds' },
			{ name: 'Minutes', value: 'minutes' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Days', value: 'days' },
		],
		default: 'days',
		description: 'The unit of the time limit',
	},
];

/** All fields of the node, in the order of the panel. */
export const waitProperties: INodeProperties[] = [
	...startRequestProperties,
	...schemePropertiesFor(() => true, 1.1),
	eventsProperty,
	...limitProperties,
	optionsProperty(
		[...callbackOptions, ...startOptionProperties].sort((a, b) =>
			a.displayName.localeCompare(b.displayName, 'en'),
		),
	),
];
