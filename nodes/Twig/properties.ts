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
		description: 'Where Twig AI is to send the events. It must start with https://.',
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
		description: 'What Twig AI is to send. Leave it empty for all of them.',
		displayOptions: { show: { resource: ['webhook'], operation: ['create'] } },
	},
	{
		displayName: 'Webhook ID',
		name: 'webhookId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. wh_abc123',
		description: 'The ID that the operation Create gave',
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
				description: 'What people read beside the webhook at Twig AI',
			},
			{
				displayName: 'Include Signing Secret',
				name: 'includeSecret',
				type: 'boolean',
				default: false,
				description:
					'Whether the item holds the secret that Twig AI signs with. Twig AI gives it only now, but n8n stores items with the execution, where everyone who may see the workflow can read them, and an AI agent that uses this node reads them too.',
			},
		]),
		displayOptions: { show: { resource: ['webhook'], operation: ['create'] } },
	},
];
