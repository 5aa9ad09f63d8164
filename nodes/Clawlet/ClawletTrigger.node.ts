import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testSigningCredential } from '../shared/n8n/credentials/secretTest';
import { createTriggerMethods } from '../shared/n8n/trigger';
import { openTriggerDescription } from '../shared/n8n/trigger/description';
import { triggerProperties } from './properties';
import { clawletTrigger } from './trigger';

const triggerMethods = createTriggerMethods(clawletTrigger);

/** Starts a workflow with what Clawlet's webhook server takes: events of GitHub, Stripe and others. */
export class ClawletTrigger implements INodeType {
	description: INodeTypeDescription = {
		...openTriggerDescription,
		displayName: 'Clawlet Trigger',
		name: 'clawletTrigger',
		icon: { light: 'file:../../icons/clawlet.svg', dark: 'file:../../icons/clawlet.dark.svg' },
		subtitle:
			'={{ { custom: "Custom", github: "GitHub", stripe: "Stripe" }[$parameter["handler"]] + ($parameter["authentication"] === "none" ? ", no secret" : "") }}',
		description:
			"Starts the workflow as a handler of Clawlet's webhook server does: for GitHub, Stripe and your own systems",
		defaults: { name: 'Clawlet Trigger' },
		credentials: [
			{
				name: 'clawletWebhookApi',
				required: true,
				testedBy: 'testSigningCredential',
				displayOptions: { hide: { authentication: ['none'] } },
			},
		],
		properties: triggerProperties,
	};

	methods = { credentialTest: { testSigningCredential } };

	webhookMethods = triggerMethods.webhookMethods;

	execute = triggerMethods.execute;

	webhook = triggerMethods.webhook;
}
