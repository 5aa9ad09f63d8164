import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { testSigningCredential } from '../shared/n8n/credentials/secretTest';
import { runRetryStep } from './step';

/**
 * Goes on with deliveries that wait for their next attempt. Nobody places this node: Send Signed
 * Webhook puts it into the sub-execution in which deliveries outlive a restart of n8n.
 */
export class WebhookRetry implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Webhook Retry',
		name: 'webhookRetry',
		icon: {
			light: 'file:../../icons/sendSignedWebhook.svg',
			dark: 'file:../../icons/sendSignedWebhook.dark.svg',
		},
		group: ['output'],
		version: 1,
		hidden: true,
		subtitle: '={{$parameter["step"]}}',
		description: 'Waits for the next attempt of signed webhooks, and makes it',
		defaults: { name: 'Webhook Retry' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Finished', 'Waiting', 'Later'],
		usableAsTool: true,
		credentials: [
			{
				name: 'signedWebhookApi',
				required: true,
				testedBy: 'testSigningCredential',
				displayOptions: { show: { step: ['attempt', 'attemptInBackground'] } },
			},
		],
		properties: [
			{
				displayName: 'Step',
				name: 'step',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Claim', value: 'claim' },
					{ name: 'Collect', value: 'collect' },
					{ name: 'Forget', value: 'forget' },
					{ name: 'Hand Out', value: 'handOut' },
					{ name: 'Look After', value: 'lookAfter' },
					{ name: 'Make Attempts', value: 'attempt' },
					{ name: 'Make Attempts in the Background', value: 'attemptInBackground' },
					{ name: 'Report', value: 'report' },
					{ name: 'Settle', value: 'settle' },
					{ name: 'Start Retries', value: 'start' },
					{ name: 'Wait', value: 'wait' },
					{ name: 'Wait in the Background', value: 'waitInBackground' },
					{ name: 'Watch', value: 'watch' },
				],
				default: 'wait',
			},
			{
				displayName: 'Settings',
				name: 'settings',
				type: 'json',
				noDataExpression: true,
				default: '{}',
				description: 'Set by the node that began the deliveries',
			},
		],
	};

	methods = { credentialTest: { testSigningCredential } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runRetryStep(this);
	}
}
