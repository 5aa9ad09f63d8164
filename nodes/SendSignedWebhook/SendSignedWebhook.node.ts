import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { testSigningCredential } from '../shared/n8n/credentials/secretTest';
import { properties } from './properties';
import { sendItems } from './send';
import { sendTestEvents } from './testEvent/sendTestEvents';

/** Sends signed webhooks, to one endpoint or many, and tries again until they arrive. */
export class SendSignedWebhook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Send Signed Webhook',
		name: 'sendSignedWebhook',
		icon: {
			light: 'file:../../icons/sendSignedWebhook.svg',
			dark: 'file:../../icons/sendSignedWebhook.dark.svg',
		},
		group: ['output'],
		version: [1, 1.1, 1.2],
		subtitle: '={{$parameter["url"] || $parameter["operation"]}}',
		description: 'Sends signed webhooks and tries again until they arrive',
		defaults: { name: 'Send Signed Webhook' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'signedWebhookApi',
				required: true,
				testedBy: 'testSigningCredential',
			},
		],
		properties,
	};

	methods = { credentialTest: { testSigningCredential } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const isTest = this.getNodeParameter('operation', 0) === 'sendTestEvent';
		return [isTest ? await sendTestEvents(this) : await sendItems(this)];
	}
}
