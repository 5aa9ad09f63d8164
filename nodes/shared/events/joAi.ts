import type { EventDefinition, SampleObject } from './types';

const event = (name: string, data: SampleObject): SampleObject => ({
	event: name,
	webhook: { id: '5d0c2c1e-7d5e-4b0a-9a55-0f6f3c2b8d41', name: 'Order Desk' },
	timestamp: '2026-11-20T08:15:42.318604Z',
	data,
});

const agent = { id: '0b6f4f5a-2c39-4a0f-8a1e-6f8f5c1d7e20', name: 'Parcel Helper' };
const roomId = 'qW7nR2kXpL';

/** The events of JoAI, in the order of its documentation. */
export const joAiEvents: readonly EventDefinition[] = [
	{
		name: 'agent.action',
		title: 'Agent Action',
		description: 'An agent performed an action',
		sample: event('agent.action', {
			agent,
			room: roomId,
			action: 'WARP_EXECUTE',
			content: '{"identifier":"track-parcel","inputs":{"number":"AP-1001","notify":true}}',
		}),
	},
	{
		name: 'agent.message',
		title: 'Agent Message',
		description: 'An agent sent a message',
		sample: event('agent.message', {
			agent,
			room: roomId,
			content: 'Your parcel AP-1001 arrives tomorrow between 9 and 11.',
		}),
	},
	{
		name: 'user.message',
		title: 'User Message',
		description: 'A user sent a message to an agent',
		sample: event('user.message', {
			agent,
			user: { id: 'vB3tY9mZcD', name: 'Zoë Łukasz' },
			room: { id: roomId, name: 'Parcel AP-1001' },
			content: 'Where is my parcel?',
		}),
	},
];
