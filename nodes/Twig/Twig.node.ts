import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { createApiKeyTest } from '../shared/n8n/credentials/secretTest';
import { twigCredential } from '../shared/services/credentials';
import { executeTwig } from './execute';
import { twigProperties } from './properties';

/** Makes webhooks at Twig AI, and lets it send test events to them. */
export class Twig implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twig AI',
		name: 'twig',
		icon: { light: 'file:../../icons/twig.svg', dark: 'file:../../icons/twig.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create webhooks at Twig AI and send test events',
		defaults: { name: 'Twig AI' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'twigApi', required: true, testedBy: 'testTwigKey' }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Webhook', value: 'webhook' }],
				default: 'webhook',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['webhook'] } },
				options: [
					{
						name: 'Create',
						value: 'create',
						description: 'Let Twig AI send events to a URL',
						action: 'Create a webhook',
					},
					{
						name: 'Send Test Event',
						value: 'sendTestEvent',
						description: 'Let Twig AI send a test event to the URL of a webhook',
						action: 'Send a test event to a webhook',
					},
				],
				default: 'create',
			},
			...twigProperties,
		],
	};

	methods = { credentialTest: { testTwigKey: createApiKeyTest(twigCredential) } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeTwig(this);
	}
}
