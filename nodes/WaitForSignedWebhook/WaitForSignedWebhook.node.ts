import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { createApiKeyTest, testSigningCredential } from '../shared/n8n/credentials/secretTest';
import { receiveCallback } from '../shared/n8n/trigger/receive';
import { restCredential } from '../shared/services/credentials';
import { startAndWait } from './execute';
import { outputs } from './outputs';
import { waitProperties } from './properties';
import { readCallbackConfig } from './settings';

// Events come by POST; GET and HEAD are for handshakes and for people who try the URL.
const webhooks = (['POST', 'GET', 'HEAD'] as const).map((httpMethod): IWebhookDescription => ({
	name: httpMethod === 'POST' ? 'default' : 'setup',
	httpMethod,
	path: '',
	isFullPath: true,
	restartWebhook: true,
	responseMode: 'onReceived',
	responseData: '',
}));

// An agent cannot wait in the middle of its work. n8n wants the property to be there all the same.
const NO_TOOL = undefined as unknown as true;

/** Starts a job at a service, waits, and goes on with the callback whose signature is genuine. */
export class WaitForSignedWebhook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wait for Signed Webhook',
		name: 'waitForSignedWebhook',
		icon: {
			light: 'file:../../icons/waitForSignedWebhook.svg',
			dark: 'file:../../icons/waitForSignedWebhook.dark.svg',
		},
		group: ['organization'],
		// Starts above 1: for version 1 exactly, n8n evaluates an expression on every request.
		version: 1.1,
		subtitle: '={{$parameter["scheme"]}}',
		description: 'Start a job at a service, and wait for the callback whose signature is genuine',
		defaults: { name: 'Wait for Signed Webhook' },
		inputs: [NodeConnectionTypes.Main],
		...outputs,
		usableAsTool: NO_TOOL,
		waitingNodeTooltip: 'Waiting for a genuine callback',
		webhooks,
		credentials: [
			{
				name: 'signedWebhookApi',
				required: true,
				testedBy: 'testSigningCredential',
			},
			{
				name: 'restWebhookApi',
				required: true,
				testedBy: 'testRestKey',
				// By what is hidden, not shown: else the editor would put both credentials in front of the
				// last of these fields, amid those of the request.
				displayOptions: { hide: { start: ['none'], authentication: ['none'] } },
			},
		],
		properties: waitProperties,
	};

	methods = {
		credentialTest: { testSigningCredential, testRestKey: createApiKeyTest(restCredential) },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await startAndWait(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveCallback(this, () =>
			readCallbackConfig((name) => this.getNodeParameter(name, null) ?? undefined),
		);
	}
}
