import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testSigningCredential } from '../shared/n8n/credentials/test';
import {
	defineServiceTrigger,
	serviceTriggerProperties,
} from '../shared/n8n/trigger/serviceTrigger';
import { triggerDescription } from '../shared/n8n/trigger/description';
import { createTriggerMethods } from '../shared/n8n/trigger';
import { lvngCredential } from '../shared/services/credentials';
import { lvng } from '../shared/services/lvng';

const definition = defineServiceTrigger(lvng, lvngCredential);

const triggerMethods = createTriggerMethods(definition);

/** Starts a workflow with events of LVNG. */
export class LvngTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerDescription,
		displayName: 'LVNG Trigger',
		name: 'lvngTrigger',
		icon: { light: 'file:../../icons/lvng.svg', dark: 'file:../../icons/lvng.dark.svg' },
		subtitle: '={{ $parameter["events"].join(", ") || "all events" }}',
		description: 'Starts the workflow when something happens in LVNG',
		defaults: { name: 'LVNG Trigger' },
		credentials: [{ name: 'lvngWebhookApi', required: true, testedBy: 'testSigningCredential' }],
		properties: serviceTriggerProperties(lvng, [
			{
				displayName:
					'In LVNG, add a webhook with the production URL that this node shows (it must be HTTPS), choose its events, and put its secret into the credential. Then publish this workflow.',
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
