import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { createApiKeyTest } from '../shared/n8n/credentials/secretTest';
import { luaCredential } from '../shared/services/credentials';
import { executeLua } from './execute';
import { searchAgents, searchWebhooks } from './lists';
import { luaProperties } from './properties';

/** Manages the webhooks of Lua agents and sends signed events to them. */
export class Lua implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Lua',
		name: 'lua',
		icon: { light: 'file:../../icons/lua.svg', dark: 'file:../../icons/lua.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Manage the webhooks of Lua agents, and send them signed events',
		defaults: { name: 'Lua' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'luaApi', required: true, testedBy: 'testLuaKey' }],
		properties: luaProperties,
	};

	methods = {
		credentialTest: { testLuaKey: createApiKeyTest(luaCredential) },
		listSearch: { searchAgents, searchWebhooks },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeLua(this);
	}
}
