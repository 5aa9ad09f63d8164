import type { INodeProperties } from 'n8n-workflow';
import { schemeIdsWhere } from '../../../fields/scheme/properties';

/** The node version from which each of several events is an item of its own. */
export const DIVIDES_FROM_VERSION = 1.3;

const option: INodeProperties = {
	displayName: 'Several Events in One Request',
	name: 'severalEvents',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'An Item for Each Event',
			value: 'each',
			description:
				'Each event has its own ID, name, time and data. Events, Only Events Where and the check for repeats look at each of them.',
		},
		{
			name: 'One Item for the Request',
			value: 'whole',
			description:
				'The item has the ID and name of the first event. It starts the workflow if any of its events is one of those chosen.',
		},
	],
	default: 'each',
	description: 'What to do with a request in which this sender reports several events together',
};

const schemes = schemeIdsWhere(({ event }) => event.each !== undefined);

/** How requests with several events are handled: what a node does without the option is its default. */
export const severalEventsOptions: INodeProperties[] = [
	{
		...option,
		displayOptions: {
			show: { '/scheme': schemes, '@version': [{ _cnd: { gte: DIVIDES_FROM_VERSION } }] },
		},
	},
	{
		...option,
		default: 'whole',
		displayOptions: {
			show: { '/scheme': schemes, '@version': [{ _cnd: { lt: DIVIDES_FROM_VERSION } }] },
		},
	},
];
