import type { EventDefinition, SampleObject } from './types';

const sentAt = '2026-11-20T08:15:42Z';

const event = (name: string, data: SampleObject): SampleObject => ({
	event: name,
	timestamp: sentAt,
	data,
});

const message = {
	id: '3f2b8c1e-90d4-4c57-8a6d-1b7e5a2f9c03',
	channel_id: '8a1d6f20-4b3e-47c9-b5d8-2e9f0c7a6b14',
	content: 'The new shelves arrive on Friday',
	sender_id: 'c94e7b52-6f08-4d1a-9e23-7d5b8a0f1c36',
	content_type: 'text',
	created_at: '2026-11-20T08:15:42Z',
};

const agent = {
	id: '1e7c5d90-2a4b-4f86-b3c1-9f0d8e6a7b25',
	agent_id: '6b0f9e3c-5d72-4a18-8c4e-0a1b2d3f4e57',
	name: 'Stock Keeper',
};

const workflow = {
	id: '9d3e1f7a-8b60-4c25-a7f4-5c6d0e2b1a89',
	workflow_id: '2c8a4e6f-1d95-4b73-9f0e-3a7b5c1d8e62',
	name: 'Weekly Order',
};

// A membership has no id of its own in the documentation, so this one has none either.
const member = {
	user_id: 'c94e7b52-6f08-4d1a-9e23-7d5b8a0f1c36',
	channel_id: '8a1d6f20-4b3e-47c9-b5d8-2e9f0c7a6b14',
};

/**
 * The events of LVNG, in the order of its documentation. It shows the data of a message; that of the
 * others follows its pattern.
 */
export const lvngEvents: readonly EventDefinition[] = [
	{
		name: 'message.created',
		title: 'Message Created',
		description: 'A new message was sent in a channel',
		group: 'Messages',
		sample: event('message.created', message),
	},
	{
		name: 'message.updated',
		title: 'Message Updated',
		description: 'A message was edited',
		group: 'Messages',
		sample: event('message.updated', {
			...message,
			content: 'The new shelves arrive on Monday',
			updated_at: sentAt,
		}),
	},
	{
		name: 'message.deleted',
		title: 'Message Deleted',
		description: 'A message was deleted',
		group: 'Messages',
		sample: event('message.deleted', { id: message.id, channel_id: message.channel_id }),
	},
	{
		name: 'agent.started',
		title: 'Agent Started',
		description: 'An agent started to run',
		group: 'Agents',
		sample: event('agent.started', agent),
	},
	{
		name: 'agent.completed',
		title: 'Agent Completed',
		description: 'An agent finished its task',
		group: 'Agents',
		sample: event('agent.completed', { ...agent, result: 'Four shelves are in stock' }),
	},
	{
		name: 'agent.error',
		title: 'Agent Error',
		description: 'An agent failed',
		group: 'Agents',
		sample: event('agent.error', { ...agent, error: 'The stock list could not be read' }),
	},
	{
		name: 'workflow.started',
		title: 'Workflow Started',
		description: 'A workflow began to run',
		group: 'Workflows',
		sample: event('workflow.started', workflow),
	},
	{
		name: 'workflow.completed',
		title: 'Workflow Completed',
		description: 'A workflow ran to its end',
		group: 'Workflows',
		sample: event('workflow.completed', { ...workflow, duration_ms: 5230 }),
	},
	{
		name: 'workflow.failed',
		title: 'Workflow Failed',
		description: 'A workflow failed',
		group: 'Workflows',
		sample: event('workflow.failed', { ...workflow, error: 'The supplier did not answer' }),
	},
	{
		name: 'member.joined',
		title: 'Member Joined',
		description: 'A user joined a workspace or channel',
		group: 'Members',
		sample: event('member.joined', member),
	},
	{
		name: 'member.left',
		title: 'Member Left',
		description: 'A user left a workspace or channel',
		group: 'Members',
		sample: event('member.left', member),
	},
];
