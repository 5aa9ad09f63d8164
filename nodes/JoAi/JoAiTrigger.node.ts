import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testSigningCredential } from '../shared/n8n/credentials/test';
import {
	defineServiceTrigger,
	serviceTriggerProperties,
} from '../shared/n8n/trigger/serviceTrigger';
import { triggerDescription } from '../shared/n8n/trigger/description';
import { createTriggerMethods } from '../shared/n8n/trigger';
import { joAiCredential } from '../shared/services/credentials';
import { joAi } from '../shared/services/joAi';

const definition = defineServiceTrigger(joAi, joAiCredential);

const triggerMethods = createTriggerMethods(definition);

/** Starts a workflow with events of JoAI. */
export class JoAiTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerDescription,
		displayName: 'JoAI Trigger',
		name: 'joAiTrigger',
		icon: { light: 'file:../../icons/joAi.svg', dark: 'file:../../icons/joAi.dark.svg' },
		subtitle: '={{ $parameter["events"].join(", ") || "all events" }}',
		description: 'Starts the workflow when something happens in JoAI',
		defaults: { name: 'JoAI Trigger' },
		credentials: [{ name: 'joAiWebhookApi', required: true, testedBy: 'testSigningCredential' }],
		properties: serviceTriggerProperties(joAi, [
			{
				displayName:
					'In JoAI, open <b>Agent Settings → Apps or Integrations → Webhooks</b> and choose <b>Create Webhook</b>. Enter the production URL that this node shows (it must be HTTPS) and the trigger event. Put the secret, which JoAI shows once, into the credential, then publish this workflow. A JoAI webhook sends one kind of event: for more, create more with the same URL, and put their secrets into the other secret fields of the credential.',
				name: 'setupNotice',
				type: 'notice',
				default: '',
			},
		]),
	};

	methods = { credentialTest: { testSigningCredential } };

	webhookMethods = triggerMethods.webhookMethods;

	webhook = triggerMethods.webhook;
}
