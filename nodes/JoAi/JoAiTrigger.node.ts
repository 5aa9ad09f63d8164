import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testSigningCredential } from '../shared/n8n/credentials/secretTest';
import {
	defineServiceTrigger,
	serviceTriggerProperties,
} from '../shared/n8n/trigger/serviceTrigger';
import { createTriggerMethods } from '../shared/n8n/trigger';
import { triggerDescription } from '../shared/n8n/trigger/description';
import { PRODUCTION_URL, setupNotice } from '../shared/n8n/trigger/setupNotice';
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
			setupNotice(
				joAi,
				`In JoAI, open Agent Settings → Apps or Integrations → Webhooks and choose Create Webhook. Enter ${PRODUCTION_URL}, which must be HTTPS, and the trigger event. Put the secret, which JoAI shows once, into the credential, then publish this workflow. A JoAI webhook sends one kind of event. For more, create more with the same URL, and put their secrets into the other secret fields of the credential.`,
			),
		]),
	};

	methods = { credentialTest: { testSigningCredential } };

	webhookMethods = triggerMethods.webhookMethods;

	execute = triggerMethods.execute;

	webhook = triggerMethods.webhook;
}
