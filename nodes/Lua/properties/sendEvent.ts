import type { INodeProperties } from 'n8n-workflow';
import { bodyProperties } from '../../shared/n8n/bodyProperties';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeoutSeconds',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 5,
			description: 'How long to wait for the answer. Lua webhooks should answer within 5 seconds.',
		},
		{
			displayName: 'Webhook Base URL',
			name: 'webhookBaseUrl',
			type: 'string',
			default: 'https://webhook.heylua.ai',
			description: 'Where Lua takes requests to webhooks',
		},
	],
};

/** What to send, and how. */
export const sendEventProperties: INodeProperties[] = [
	...bodyProperties({
		description: "What to send: the webhook's code gets it as body",
		sources: {
			item: { description: "The item's JSON as it comes in" },
			json: { description: 'JSON that you put together below' },
			text: { description: 'Text sent exactly as it is' },
		},
		defaultSource: 'item',
		json: {
			default: '{\n  "type": "order.created",\n  "data": {}\n}',
			description: 'Sent exactly as it stands here, spacing included',
		},
		text: { description: 'Sent exactly as it stands here. May be empty.' },
	}),
	options,
];
