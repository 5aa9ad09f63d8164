import type { INodeProperties } from 'n8n-workflow';

/** What to do with a webhook. */
export const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['webhook'] } },
	options: [
		{
			name: 'Activate',
			value: 'activate',
			description: 'Let a webhook accept requests again',
			action: 'Activate a webhook',
		},
		{
			name: 'Deactivate',
			value: 'deactivate',
			description: 'Stop a webhook from accepting requests',
			action: 'Deactivate a webhook',
		},
		{
			name: 'Delete',
			value: 'delete',
			description: 'Delete a webhook. One that has versions is only deactivated.',
			action: 'Delete a webhook',
		},
		{
			name: 'List',
			value: 'list',
			description: 'Get the webhooks of an agent',
			action: 'List webhooks',
		},
		{
			name: 'List Events',
			value: 'listEvents',
			description: 'Get the events that webhooks can subscribe to',
			action: 'List events',
		},
		{
			name: 'Send Event',
			value: 'sendEvent',
			description: 'Send a signed request to a webhook and get its response',
			action: 'Send an event to a webhook',
		},
		{
			name: 'Subscribe',
			value: 'subscribe',
			description: 'Let a webhook get more events',
			action: 'Subscribe a webhook to events',
		},
		{
			name: 'Unsubscribe',
			value: 'unsubscribe',
			description: 'Let a webhook get fewer events',
			action: 'Unsubscribe a webhook from events',
		},
	],
	default: 'list',
};
