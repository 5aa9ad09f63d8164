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
	'onlyEventsWhere',
	'proxyHops',
	'publishedAddressesOnly',
	'refuseUnexpected',
	'toleranceSeconds',
]);

/** Where the words of triggers would be about something else. */
const OWN_TEXTS: Readonly<Record<string, Pick<INodeProperties, 'description'>>> = {
	onlyEventsWhere: {
		description:
			'A condition on the item, for events that end the wait. Other events get 200, and the node waits on. Leave it at {} for all.',
	},
	refuseUnexpected: {
		description:
			'Whether to return 400 for a genuine event whose body differs from what the service documents, and to wait on. Without this option, it ends the wait, and verification.unexpected says what differs.',
	},
	toleranceSeconds: {
		description:
			"How far the signed time may be from the clock, in both directions. The node refuses older callbacks, so nobody can send recorded ones again. 0 uses the scheme's own tolerance.",
	},
};

const callbackOptions = [...handlingOptions, ...limitOptions]
	.filter(({ name }) => CALLBACK_OPTIONS.has(name))
	.map((option) => ({ ...option, ...OWN_TEXTS[option.name] }));

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
