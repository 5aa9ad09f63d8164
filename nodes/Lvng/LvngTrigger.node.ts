import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testSigningCredential } from '../shared/n8n/credentials/secretTest';
import {
	defineServiceTrigger,
	serviceTriggerProperties,
} from '../shared/n8n/trigger/serviceTrigger';
import { createTriggerMethods } from '../shared/n8n/trigger';
import { triggerDescription } from '../shared/n8n/trigger/description';
import { PRODUCTION_URL, setupNotice } from '../shared/n8n/trigger/setupNotice';
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
			setupNotice(
				lvng,
				`In LVNG, add a webhook with ${PRODUCTION_URL}, which must be HTTPS, and choose its events. Put its secret into the credential, then publish this workflow.`,
			),
		]),
	};

	methods = { credentialTest: { testSigningCredential } };

	webhookMethods = triggerMethods.webhookMethods;

	execute = triggerMethods.execute;

	webhook = triggerMethods.webhook;
}
