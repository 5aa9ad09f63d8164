import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { createApiKeyTest, testSigningCredential } from '../shared/n8n/credentialTest';
import { readTriggerConfig } from '../shared/n8n/trigger/readConfig';
import { receiveWebhook } from '../shared/n8n/trigger/receiveWebhook';
import { isRegistered, register, unregister } from '../shared/n8n/trigger/registration';
import type { ConfigChoice } from '../shared/n8n/trigger/triggerConfig';
import { registeringTriggerDescription } from '../shared/n8n/trigger/triggerDescription';
import { githubCredential, restCredential, stripeCredential } from '../shared/services/credentials';
import { signedWebhookKind } from './kind';
import { triggerProperties } from './properties';

function readConfig(context: IHookFunctions | IWebhookFunctions): ConfigChoice {
	return readTriggerConfig(signedWebhookKind, (name) => context.getNodeParameter(name, undefined));
}

/** Starts a workflow with events whose signature proves who sent them. */
export class SignedWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		...registeringTriggerDescription,
		displayName: 'Signed Webhook Trigger',
		name: 'signedWebhookTrigger',
		icon: {
			light: 'file:../../icons/signedWebhookTrigger.svg',
			dark: 'file:../../icons/signedWebhookTrigger.dark.svg',
		},
		subtitle: '={{$parameter["scheme"]}}',
		description: 'Starts the workflow when a webhook arrives whose signature is genuine',
		defaults: { name: 'Signed Webhook Trigger' },
		credentials: [
			{
				name: 'signedWebhookApi',
				required: true,
				testedBy: 'testSigningCredential',
				// By what is hidden, not shown: where every credential showed by the same field, the editor
				// would take that field for a way to sign in, and leave it out of the panel.
				displayOptions: { hide: { registration: ['automatic', 'rest'] } },
			},
			{
				name: 'gitHubWebhookApi',
				required: true,
				testedBy: 'testGithubKey',
				displayOptions: { show: { registration: ['automatic'], scheme: ['github'] } },
			},
			{
				name: 'stripeWebhookApi',
				required: true,
				testedBy: 'testStripeKey',
				displayOptions: { show: { registration: ['automatic'], scheme: ['stripe'] } },
			},
			{
				name: 'restWebhookApi',
				required: true,
				testedBy: 'testRestKey',
				displayOptions: { show: { registration: ['rest'] } },
			},
		],
		properties: triggerProperties,
	};

	methods = {
		credentialTest: {
			testSigningCredential,
			testGithubKey: createApiKeyTest(githubCredential),
			testStripeKey: createApiKeyTest(stripeCredential),
			testRestKey: createApiKeyTest(restCredential),
		},
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, () => readConfig(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, () => readConfig(this));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, () => readConfig(this));
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this, () => readConfig(this));
	}
}
