import type { INodeProperties } from 'n8n-workflow';
import { twigEvents } from '../shared/events/twig';
import { optionsProperty } from '../shared/n8n/fields/options';

/** The fields of both operations. */
export const twigProperties: INodeProperties[] = [
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/webhook',
		description: 'Where to send the events. It must start with https://.',
		displayOptions: { show: { resource: ['webhook'], operation: ['create'] } },
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		// In the order of Twig AI's documentation, which keeps what belongs together together.
		options: twigEvents.map(({ name, title, description }) => ({
			name: title,
			value: name,
			description: `${description} (${name})`,
		})),
		default: [],
		description: 'Which events to send. Leave it empty for all.',
		displayOptions: { show: { resource: ['webhook'], operation: ['create'] } },
	},
	{
		displayName: 'Webhook ID',
		name: 'webhookId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. wh_abc123',
		description: 'The ID that the Create operation returned',
		displayOptions: { show: { resource: ['webhook'], operation: ['sendTestEvent'] } },
	},
	{
		...optionsProperty([
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				default: '',
				placeholder: 'e.g. Production webhook',
				description: 'Description of the webhook in Twig AI',
			},
			{
				displayName: 'Include Signing Secret',
				name: 'includeSecret',
				type: 'boolean',
				default: false,
				description:
					'Whether to include the secret that Twig AI signs with. Twig AI shows it only now. n8n stores items with the execution, so everyone who can see the workflow can read it, and so can an AI agent that uses this node.',
			},
		]),
		displayOptions: { show: { resource: ['webhook'], operation: ['create'] } },
	},
];
