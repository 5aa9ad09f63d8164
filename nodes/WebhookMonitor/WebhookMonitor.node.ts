import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { executeMonitor } from './execute';
import { monitorProperties } from './properties';

/** Shows how deliveries do: numbers, alerts, a list, and a dashboard page. */
export class WebhookMonitor implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Webhook Monitor',
		name: 'webhookMonitor',
		icon: {
			light: 'file:../../icons/webhookMonitor.svg',
			dark: 'file:../../icons/webhookMonitor.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Summarize deliveries, check alerts, and show a dashboard',
		defaults: { name: 'Webhook Monitor' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "checkAlerts" ? [{ type: "main", displayName: "Alert" }, { type: "main", displayName: "OK" }] : ["main"] }}',
		properties: monitorProperties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return executeMonitor(this);
	}
}
