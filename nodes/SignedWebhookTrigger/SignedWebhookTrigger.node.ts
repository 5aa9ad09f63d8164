import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { testSigningCredential } from '../shared/n8n/credentialTest';
import { assertUsable } from '../shared/n8n/trigger/manualRegistration';
import { receiveWebhook } from '../shared/n8n/trigger/receiveWebhook';
import type { ConfigChoice } from '../shared/n8n/trigger/triggerConfig';
import { triggerWebhooks } from '../shared/n8n/trigger/webhookDescription';
import { readTriggerConfig } from '../shared/n8n/trigger/readConfig';
import { triggerProperties } from '../shared/n8n/trigger/properties';

function readConfig(context: IHookFunctions | IWebhookFunctions): ConfigChoice {
	return readTriggerConfig((name) => context.getNodeParameter(name, undefined));
}

/** Starts a workflow with events whose signature proves who sent them. */
export class SignedWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Signed Webhook Trigger',
		name: 'signedWebhookTrigger',
		icon: {
			light: 'file:../../icons/signedWebhookTrigger.svg',
			dark: 'file:../../icons/signedWebhookTrigger.dark.svg',
		},
		group: ['trigger'],
		// Starts above 1: for version 1 exactly, n8n evaluates an expression on every request.
		version: 1.1,
		subtitle: '={{$parameter["scheme"]}}',
		description: 'Starts the workflow when a webhook arrives whose signature is genuine',
		eventTriggerDescription: 'Waiting for a signed request to the test URL',
		activationMessage: 'Requests to the production URL now start this workflow.',
		defaults: { name: 'Signed Webhook Trigger' },
		inputs: [],
		// A second output only for those who ask for it.
		outputs:
			'={{ $parameter["options"]["outputRejected"] ? [{ type: "main", displayName: "Genuine" }, { type: "main", displayName: "Rejected" }] : ["main"] }}',
		credentials: [
			{
				name: 'signedWebhookApi',
				required: true,
				testedBy: 'testSigningCredential',
			},
		],
		webhooks: triggerWebhooks,
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'While building, click "Execute step", then send a signed request to the test URL. Once the workflow is published, every genuine request to the production URL starts it.',
				active:
					'While building, click "Execute step", then send a signed request to the test URL. This workflow is published: every genuine request to the production URL starts it, and you find the runs under Executions.',
			},
			activationHint:
				'Publish this workflow, then give the production URL to the service that sends the events.',
		},
		properties: triggerProperties,
	};

	methods = { credentialTest: { testSigningCredential } };

	webhookMethods = {
		default: {
			// The service is told the URL by hand, so nothing exists that n8n could look for.
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await assertUsable(this, () => readConfig(this));
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this, () => readConfig(this));
	}
}
