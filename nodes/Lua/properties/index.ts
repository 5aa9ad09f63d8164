import type { INodeProperties } from 'n8n-workflow';
import { operation } from './operation';
import { sendEventProperties } from './sendEvent';
import { agent, events, webhook } from './webhook';

const onlyFor = (operations: string[], properties: INodeProperties[]): INodeProperties[] =>
	properties.map((property) => ({
		...property,
		displayOptions: { show: { operation: operations, ...property.displayOptions?.show } },
	}));

const ONE_WEBHOOK = ['activate', 'deactivate', 'delete', 'sendEvent', 'subscribe', 'unsubscribe'];

/** The fields of the node, in the order of the panel. */
export const luaProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name: 'Webhook', value: 'webhook' }],
		default: 'webhook',
	},
	operation,
	...onlyFor([...ONE_WEBHOOK, 'list'], [agent]),
	...onlyFor(ONE_WEBHOOK, [webhook]),
	...onlyFor(['subscribe', 'unsubscribe'], [events]),
	...onlyFor(['sendEvent'], sendEventProperties),
];
