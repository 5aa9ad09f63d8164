import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { createApiKeyTest } from '../shared/n8n/credentials/secretTest';
import {
	chosenEvents,
	defineServiceTrigger,
	isAutomatic,
	registrationProperty,
	serviceTriggerProperties,
} from '../shared/n8n/trigger/serviceTrigger';
import { createTriggerMethods } from '../shared/n8n/trigger';
import { registeringTriggerDescription } from '../shared/n8n/trigger/description';
import { PRODUCTION_URL, setupNotice } from '../shared/n8n/trigger/setupNotice';
import { success } from '../shared/result';
import { twigCredential } from '../shared/services/credentials';
import { twig } from '../shared/services/twig';
import { createTwigAdapter } from '../shared/subscriptions/adapters/twig';

const definition = defineServiceTrigger(twig, twigCredential, (parameter) => {
	if (!isAutomatic(parameter)) return success(undefined);
	const chosen = chosenEvents(parameter);
	// The API has no word for all of them.
	const events = chosen.length > 0 ? chosen : twig.events.map(({ name }) => name);
	return success({
		credential: twigCredential,
		events,
		createAdapter: (client) => createTwigAdapter(client),
	});
});

const triggerMethods = createTriggerMethods(definition);

/** Starts a workflow with events of Twig AI, and has them sent here. */
export class TwigTrigger implements INodeType {
	description: INodeTypeDescription = {
		...registeringTriggerDescription,
		displayName: 'Twig AI Trigger',
		name: 'twigTrigger',
		icon: { light: 'file:../../icons/twig.svg', dark: 'file:../../icons/twig.dark.svg' },
		subtitle: '={{ $parameter["events"].join(", ") || "all events" }}',
		description: 'Starts the workflow when something happens in Twig AI',
		defaults: { name: 'Twig AI Trigger' },
		credentials: [{ name: 'twigApi', required: true, testedBy: 'testTwigKey' }],
		properties: serviceTriggerProperties(twig, [
			registrationProperty(
				'Publishing the workflow creates the webhook at Twig AI, with the API key of the credential. n8n stores its secret encrypted.',
				'You create the webhook in Twig AI, and put its secret into the credential',
			),
			{
				...setupNotice(
					twig,
					`In Twig AI, open Settings → Webhooks and choose Create Webhook. Enter ${PRODUCTION_URL}, and choose the events. Put the secret into the field Signing Secret of the credential, then publish this workflow.`,
				),
				displayOptions: { show: { registration: ['manual'] } },
			},
			{
				displayName:
					'Twig AI only sends to public addresses with HTTPS. Deleting webhooks is not part of its documented API: if it refuses, the log of n8n says which webhook is left over.',
				name: 'automaticNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { registration: ['automatic'] } },
			},
		]),
	};

	methods = { credentialTest: { testTwigKey: createApiKeyTest(twigCredential) } };

	webhookMethods = triggerMethods.webhookMethods;

	execute = triggerMethods.execute;

	webhook = triggerMethods.webhook;

	trigger = triggerMethods.trigger;
}
