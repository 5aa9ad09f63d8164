import type { EventDefinition, SampleObject } from './types';

const event = (type: string, data: SampleObject): SampleObject => ({
	id: 'evt_7c1f0a9be2',
	type,
	timestamp: '2026-11-20T08:15:42Z',
	data,
	organizationId: 'org-204',
});

const interaction = {
	id: 'int-88213',
	prompt: 'How long may I keep a borrowed book?',
	agentId: 'agent-31',
	userId: 'user-1907',
};

const answered = {
	...interaction,
	response: 'Four weeks, and twice as long if nobody else has reserved it.',
	sources: [
		{
			id: 'doc-512',
			title: 'Lending Rules',
			url: 'https://library.example.com/rules#loan-period',
		},
	],
};

const agent = {
	id: 'agent-31',
	name: 'Library Desk',
	description: 'Answers questions about lending and opening hours',
};

const dataSource = { id: 'ds-77', name: 'Lending Rules', type: 'WEBSITE' };

const user = {
	id: 'user-1907',
	email: 'mira.olsen@example.com',
	name: 'Mira Olsen',
	role: 'MEMBER',
};

/**
 * The events of Twig AI. Its documentation shows the objects `interaction` and `dataSource`; those of
 * agents and users follow their pattern.
 */
export const twigEvents: readonly EventDefinition[] = [
	{
		name: 'interaction.created',
		title: 'Interaction Created',
		description: 'A new question was asked',
		group: 'Interactions',
		sample: event('interaction.created', { interaction }),
	},
	{
		name: 'interaction.completed',
		title: 'Interaction Completed',
		description: 'The answer to a question is there',
		group: 'Interactions',
		sample: event('interaction.completed', { interaction: answered }),
	},
	{
		name: 'interaction.feedback',
		title: 'Interaction Feedback',
		description: 'A user rated an answer',
		group: 'Interactions',
		sample: event('interaction.feedback', {
			interaction: {
				...answered,
				feedback: { rating: 'POSITIVE', comment: 'Just what I needed to know' },
			},
		}),
	},
	{
		name: 'agent.created',
		title: 'Agent Created',
		description: 'A new agent was made',
		group: 'Agents',
		sample: event('agent.created', { agent }),
	},
	{
		name: 'agent.updated',
		title: 'Agent Updated',
		description: 'The configuration of an agent was changed',
		group: 'Agents',
		sample: event('agent.updated', {
			agent,
			changes: { name: { from: 'Front Desk', to: 'Library Desk' } },
		}),
	},
	{
		name: 'agent.deleted',
		title: 'Agent Deleted',
		description: 'An agent was removed; only its ID is sent',
		group: 'Agents',
		sample: event('agent.deleted', { agentId: 'agent-31' }),
	},
	{
		name: 'datasource.created',
		title: 'Data Source Created',
		description: 'A new data source was added',
		group: 'Data Sources',
		sample: event('datasource.created', { dataSource: { ...dataSource, status: 'PENDING' } }),
	},
	{
		name: 'datasource.processed',
		title: 'Data Source Processed',
		description: 'A data source was read completely',
		group: 'Data Sources',
		sample: event('datasource.processed', {
			dataSource: {
				...dataSource,
				status: 'COMPLETED',
				stats: { documentsProcessed: 38, tokensProcessed: 21_460, duration: 52 },
			},
		}),
	},
	{
		name: 'datasource.failed',
		title: 'Data Source Failed',
		description: 'A data source could not be read',
		group: 'Data Sources',
		sample: event('datasource.failed', {
			dataSource: {
				...dataSource,
				status: 'FAILED',
				error: 'The page answered with status 404',
			},
		}),
	},
	{
		name: 'user.created',
		title: 'User Created',
		description: 'A new user was added',
		group: 'Users',
		sample: event('user.created', { user }),
	},
	{
		name: 'user.updated',
		title: 'User Updated',
		description: 'The details of a user were changed',
		group: 'Users',
		sample: event('user.updated', {
			user: { ...user, role: 'ADMIN' },
			changes: { role: { from: 'MEMBER', to: 'ADMIN' } },
		}),
	},
];
