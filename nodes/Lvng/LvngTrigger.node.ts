import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { testSigningCredential } from '../shared/n8n/credentialTest';
import { readTriggerConfig } from '../shared/n8n/trigger/readConfig';
import { receiveWebhook } from '../shared/n8n/trigger/receiveWebhook';
import { isRegistered, register, unregister } from '../shared/n8n/trigger/registration';
import { createServiceKind, serviceTriggerProperties } from '../shared/n8n/trigger/serviceTrigger';
import type { ConfigChoice } from '../shared/n8n/trigger/triggerConfig';
import { triggerDescription } from '../shared/n8n/trigger/triggerDescription';
import { lvngCredential } from '../shared/services/credentials';
import { lvng } from '../shared/services/lvng';

const kind = createServiceKind(lvng, lvngCredential);

function readConfig(context: IHookFunctions | IWebhookFunctions): ConfigChoice {
	return readTriggerConfig(kind, (name) => context.getNodeParameter(name, undefined));
}

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
