import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { testAuthenticationCredential } from '../shared/n8n/credentials/authenticationTest';
import { testSigningCredential } from '../shared/n8n/credentials/secretTest';
import { runOperation } from './operation';
import { properties } from './properties';

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
				displayOptions: { hide: { operation: ['cancel', 'listWaiting'] } },
			},
			{
				name: 'webhookAuthenticationApi',
				required: true,
				testedBy: 'testAuthenticationCredential',
				displayOptions: { show: { authentication: ['credential'] } },
			},
		],
		properties,
	};

	methods = { credentialTest: { testAuthenticationCredential, testSigningCredential } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperation(this)];
	}
}
