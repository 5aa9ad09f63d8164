import type { INodeProperties } from 'n8n-workflow';

/** The node version from which events for endpoints that are switched off are held. */
export const HOLDS_FROM_VERSION = 1.2;

const option: INodeProperties = {
	displayName: 'Inactive Endpoints',
	name: 'inactiveEndpoints',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Hold Their Events',
			value: 'hold',
			description:
				'Each event for an inactive endpoint becomes a record with the status held. Redeliver sends it once the endpoint is back.',
		},
		{
			name: 'Skip',
			value: 'skip',
			description: 'No record says that the endpoint would have taken the event',
		},
	],
	default: 'hold',
	description: 'What to do with events for endpoints that are not active',
};

/** How events for endpoints that are switched off are handled: what a node does without the option is its default. */
export const inactiveEndpointsOptions: INodeProperties[] = [
	{
		...option,
		displayOptions: {
			show: { '/operation': ['sendToMany'], '@version': [{ _cnd: { gte: HOLDS_FROM_VERSION } }] },
		},
	},
	{
		...option,
		default: 'skip',
		displayOptions: {
			show: { '/operation': ['sendToMany'], '@version': [{ _cnd: { lt: HOLDS_FROM_VERSION } }] },
		},
	},
];
