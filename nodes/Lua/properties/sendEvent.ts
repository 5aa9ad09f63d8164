import type { INodeProperties } from 'n8n-workflow';
import { bodyProperties } from '../../shared/n8n/fields/body/properties';
import { optionsProperty, timeoutProperty } from '../../shared/n8n/fields/options';

/** What to send, and how. */
export const sendEventProperties: INodeProperties[] = [
	...bodyProperties({
		description: "What to send: the webhook's code gets it as body",
		sources: ['item', 'json', 'text'],
		defaultSource: 'item',
	}),
	optionsProperty([
		{
			...timeoutProperty,
			default: 5,
			description:
				'How long to wait for the response. Lua webhooks should respond within 5 seconds.',
		},
		{
			displayName: 'Webhook Base URL',
			name: 'webhookBaseUrl',
			type: 'string',
			default: 'https://webhook.heylua.ai',
			description: 'Address at which Lua receives requests to webhooks',
		},
	]),
];
