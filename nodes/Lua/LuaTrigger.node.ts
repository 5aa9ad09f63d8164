import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import {
	registrationProperty,
	serviceTriggerProperties,
} from '../shared/n8n/trigger/serviceTrigger';
import { triggerDescription } from '../shared/n8n/trigger/description';
import { createTriggerMethods } from '../shared/n8n/trigger';
import { createApiKeyTest } from '../shared/n8n/credentials/secretTest';
import { luaCredential } from '../shared/services/credentials';
import { lua } from '../shared/services/lua';
import { FORWARDING_CODE } from './forwardingCode';
import { searchAgents, searchWebhooks } from './lists';
import { agent, webhook } from './properties/webhook';
import { luaTrigger } from './trigger';

// Not required in n8n's sense: a node that was just added would start in red, before its credential
// can fill the lists. Publishing says what is missing.
const automaticOnly = {
	required: false,
	displayOptions: { show: { registration: ['automatic'] } },
};

const triggerMethods = createTriggerMethods(luaTrigger);

/** Starts a workflow with the events of a Lua agent, which a Lua webhook forwards. */
export class LuaTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerDescription,
		displayName: 'Lua Trigger',
		name: 'luaTrigger',
		icon: { light: 'file:../../icons/lua.svg', dark: 'file:../../icons/lua.dark.svg' },
		subtitle: '={{ $parameter["events"].join(", ") || "all events" }}',
		description: 'Starts the workflow when a message of a Lua agent is sent, read or fails',
		defaults: { name: 'Lua Trigger' },
		credentials: [{ name: 'luaApi', required: true, testedBy: 'testLuaKey' }],
		properties: serviceTriggerProperties(lua, [
			registrationProperty(
				'Publishing the workflow subscribes the Lua webhook to the events, and unpublishing removes those subscriptions',
				'You subscribe the Lua webhook, for example with the Lua node or its command line',
			),
			{ ...agent, ...automaticOnly },
			{
				...webhook,
				...automaticOnly,
				description: 'The Lua webhook that forwards its events to this node',
			},
			{
				displayName: 'Show Code of the Lua Webhook',
				name: 'showForwardingCode',
				type: 'boolean',
				noDataExpression: true,
				default: false,
				description:
					'Whether to show the code that a Lua webhook needs to forward the events of Lua to this node. Add it once to your Lua project.',
			},
			{
				displayName: 'Code of the Lua Webhook',
				name: 'forwardingCode',
				type: 'string',
				noDataExpression: true,
				typeOptions: { editor: 'jsEditor', editorIsReadOnly: true, rows: 8 },
				default: FORWARDING_CODE,
				description:
					'For you to copy into the Lua webhook. Give the agent two environment variables: N8N_WEBHOOK_URL with the Production URL of this node, and N8N_SECRET with the secret of its credential. The Lua webhook itself needs no secret.',
				displayOptions: { show: { showForwardingCode: [true] } },
			},
		]),
	};

	methods = {
		credentialTest: { testLuaKey: createApiKeyTest(luaCredential) },
		listSearch: { searchAgents, searchWebhooks },
	};

	webhookMethods = triggerMethods.webhookMethods;

	execute = triggerMethods.execute;

	webhook = triggerMethods.webhook;

	trigger = triggerMethods.trigger;
}
