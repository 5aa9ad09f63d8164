import type { INodeProperties } from 'n8n-workflow';
import { luaEvents } from '../../shared/events/lua';

/** The agent, picked from a list or by id. */
export const agent: INodeProperties = {
	displayName: 'Agent',
	name: 'agent',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The agent that the webhook belongs to',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchAgents', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. agent_abc123' },
	],
};

/** The webhook, picked from a list, by id or by name. */
export const webhook: INodeProperties = {
	displayName: 'Webhook',
	name: 'webhook',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchWebhooks', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5b7c2d0e-3f57-4f0a-9c1e-8a1d1f0c2b3a',
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. delivery-tracker' },
	],
};

/** Every event that Lua offers. */
export const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: luaEvents.map(({ name, title, description }) => ({
		name: title,
		value: name,
		description,
	})),
	default: [],
	description: 'Events to subscribe to, or to unsubscribe from',
};
