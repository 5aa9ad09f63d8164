import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeListSearchResult,
} from 'n8n-workflow';
import { LuaApi } from '../../../credentials/LuaApi.credentials';
import { Lua } from '../../../nodes/Lua/Lua.node';
import type { NodeResult } from '../../support/n8n/nodeRun';
import { loadOptionsContext, runNode } from '../../support/n8n/runNode';
import type { ApiCredential, NodeSetup } from '../../support/n8n/runNode';
import type { FakeLua } from '../../support/services/lua';

/** One run of the Lua node. */
export interface LuaSetup extends Omit<NodeSetup, 'credential' | 'nodeType'> {
	readonly operation: string;
	/** Fields of the credential, instead of those for the fake service. */
	readonly credential?: ICredentialDataDecryptedObject;
}

/** The value of a field that picks one of a list. */
export const pick = (value: string, mode: 'list' | 'id' | 'name' = 'id'): IDataObject => ({
	__rl: true,
	mode,
	value,
});

const nodeType = new Lua();

const credentialFor = (
	{ url, apiKey }: Pick<FakeLua, 'url' | 'apiKey'>,
	changes: ICredentialDataDecryptedObject = {},
): ApiCredential => ({
	type: new LuaApi(),
	data: { apiKey, baseUrl: url, ...changes },
});

/** Runs the node on n8n-core's own context, with its own HTTP helper, against a service. */
export async function runLua(
	service: Pick<FakeLua, 'url' | 'webhookUrl' | 'apiKey'>,
	{ operation, parameters = {}, credential, ...setup }: LuaSetup,
): Promise<NodeResult> {
	const options = {
		webhookBaseUrl: service.webhookUrl,
		...(parameters.options as IDataObject | undefined),
	};
	return await runNode({
		nodeType,
		credential: credentialFor(service, credential),
		parameters: { operation, ...parameters, ...(operation === 'sendEvent' && { options }) },
		...setup,
	});
}

/** Loads a list as the editor does, with what the user has chosen and typed so far. */
export async function search(
	service: Pick<FakeLua, 'url' | 'apiKey'>,
	list: 'searchAgents' | 'searchWebhooks',
	parameters: IDataObject = {},
	filter?: string,
): Promise<INodeListSearchResult> {
	const credential = credentialFor(service);
	const context = loadOptionsContext({ nodeType, credential, parameters });
	return await nodeType.methods.listSearch[list].call(context, filter);
}
