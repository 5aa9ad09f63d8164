import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { createApiKeyTest, testSigningCredential } from '../shared/n8n/credentials/secretTest';
import { createTriggerMethods } from '../shared/n8n/trigger';
import { registeringTriggerDescription } from '../shared/n8n/trigger/description';
import { gitHubCredential, restCredential, stripeCredential } from '../shared/services/credentials';
import { signedWebhookTrigger } from './trigger';
import { triggerProperties } from './properties';
import { searchGitHubOwners, searchGitHubRepositories } from './registration/githubLists';

const triggerMethods = createTriggerMethods(signedWebhookTrigger);

/** Starts a workflow with events whose signature proves who sent them. */
export class SignedWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		...registeringTriggerDescription,
		version: [1.1, 1.2, 1.3],
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
				testedBy: 'testGitHubKey',
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
			testGitHubKey: createApiKeyTest(gitHubCredential),
			testStripeKey: createApiKeyTest(stripeCredential),
			testRestKey: createApiKeyTest(restCredential),
		},
		listSearch: { searchGitHubOwners, searchGitHubRepositories },
	};

	webhookMethods = triggerMethods.webhookMethods;

	execute = triggerMethods.execute;

	webhook = triggerMethods.webhook;

	trigger = triggerMethods.trigger;
}
