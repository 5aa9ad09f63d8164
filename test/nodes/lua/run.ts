import '../../support/n8n/environment';
import { ExecuteContext, LoadOptionsContext } from 'n8n-core';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { LuaApi } from '../../../credentials/LuaApi.credentials';
import { Lua } from '../../../nodes/Lua/Lua.node';
import { recordLogs } from '../../support/n8n/logs';
import type { LogEntry } from '../../support/n8n/logs';
import type { FakeLua } from '../../support/services/lua';

/** One run of the Lua node. */
export interface LuaSetup {
	readonly operation: string;
	readonly parameters?: IDataObject;
	/** Default: one empty item. */
	readonly items?: readonly IDataObject[];
	/** Fields of the credential, instead of those for the fake service. */
	readonly credential?: IDataObject;
	readonly onError?: INode['onError'];
	readonly cancelSignal?: AbortSignal;
}

/** What came of a run: items, or the error that n8n would stop the workflow with. */
export interface LuaResult {
	readonly items: readonly INodeExecutionData[];
	readonly error?: NodeApiError | NodeOperationError;
	readonly logs: readonly LogEntry[];
}

/** The value of a field that picks one of a list. */
export const pick = (value: string, mode: 'list' | 'id' | 'name' = 'id'): IDataObject => ({
	__rl: true,
	mode,
	value,
});

const TYPE = 'n8n-nodes-signed-webhooks.lua';
const nodeType = new Lua();
const nodeTypes: INodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
};

function workflowOf(parameters: IDataObject, onError?: INode['onError']) {
	const workflow = new Workflow({
		id: 'workflow1',
		active: false,
		connections: {},
		nodeTypes,
		nodes: [
			{
				id: 'node1',
				name: 'Lua',
				type: TYPE,
				typeVersion: 1,
				position: [0, 0],
				parameters: parameters as INode['parameters'],
				credentials: { luaApi: { id: 'credential1', name: 'Lua account' } },
				...(onError && { onError }),
			},
		],
	});
	return { workflow, node: workflow.getNode('Lua') as INode };
}

/** What n8n does with a credential: hands it out, and puts it into requests as its type says. */
export function credentialsHelperFor(workflow: Workflow, node: INode, fields: IDataObject) {
	const credential = fields as ICredentialDataDecryptedObject;
	return {
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => ({ ...credential }),
		getParentTypes: () => [],
		preAuthentication: async () => undefined,
		authenticate: async (data: IDataObject, _type: string, request: IHttpRequestOptions) => {
			const { headers = {} } = new LuaApi().authenticate.properties;
			const resolved = Object.entries(headers).map(([name, value]) => [
				name,
				workflow.expression.getSimpleParameterValue(node, value as string, 'internal', {
					$credentials: data,
				}),
			]);
			return { ...request, headers: { ...request.headers, ...Object.fromEntries(resolved) } };
		},
	} as unknown as ICredentialsHelper;
}

/** The fields of a credential for a service. */
export const fieldsFor = ({ url, apiKey }: Pick<FakeLua, 'url' | 'apiKey'>): IDataObject => ({
	apiKey,
	baseUrl: url,
	secret: '',
	previousSecret: '',
	previousSecret2: '',
});

/** Runs the node on n8n-core's own context, with its own HTTP helper, against a service. */
export async function runLua(
	service: Pick<FakeLua, 'url' | 'webhookUrl' | 'apiKey'>,
	setup: LuaSetup,
): Promise<LuaResult> {
	const { operation, parameters = {}, items = [{}], credential, onError, cancelSignal } = setup;
	const { workflow, node } = workflowOf(
		{
			operation,
			...parameters,
			...(operation === 'sendEvent' && {
				options: { webhookBaseUrl: service.webhookUrl, ...(parameters.options as IDataObject) },
			}),
		},
		onError,
	);
	const input = items.map((json, item) => ({ json, pairedItem: { item } }));
	const context = new ExecuteContext(
		workflow,
		node,
		{
			credentialsHelper: credentialsHelperFor(workflow, node, {
				...fieldsFor(service),
				...credential,
			}),
		} as unknown as IWorkflowExecuteAdditionalData,
		'trigger',
		createEmptyRunExecutionData(),
		0,
		input,
		{ main: [input] },
		{ data: { main: [input] }, node, source: null },
		[],
		cancelSignal ?? new AbortController().signal,
	);
	const logs = recordLogs(context.logger);
	try {
		const [output = []] = await nodeType.execute.call(context);
		return { items: output, logs };
	} catch (error) {
		return { items: [], error: error as NodeApiError, logs };
	}
}

/** Loads a list as the editor does, with what the user has chosen and typed so far. */
export async function search(
	service: Pick<FakeLua, 'url' | 'apiKey'>,
	list: 'searchAgents' | 'searchWebhooks',
	currentNodeParameters: IDataObject = {},
	filter?: string,
): Promise<INodeListSearchResult> {
	const { workflow, node } = workflowOf(currentNodeParameters);
	const credentialsHelper = credentialsHelperFor(workflow, node, fieldsFor(service));
	const context = new LoadOptionsContext(
		workflow,
		node,
		{ credentialsHelper, currentNodeParameters } as unknown as IWorkflowExecuteAdditionalData,
		'',
	);
	return await nodeType.methods.listSearch[list].call(context, filter);
}
