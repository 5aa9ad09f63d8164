import './environment';
import { randomUUID } from 'node:crypto';
import { ExecuteContext, HookContext, LoadOptionsContext } from 'n8n-core';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
	IWorkflowExecuteAdditionalData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { recordLogs } from './logs';
import type { LogEntry } from './logs';

/** A credential as n8n stores it, with its type. */
export interface ApiCredential {
	readonly type: ICredentialType;
	readonly data: ICredentialDataDecryptedObject;
}

const neverNeeded = (): never => {
	throw new Error('The nodes read their credential, and let n8n put it into requests.');
};

const fill = (text: string, data: ICredentialDataDecryptedObject): string =>
	text
		.replace(/^=/, '')
		.replace(/\{\{ *\$credentials\.(\w+) *\}\}/g, (_, name: string) => data[name] as string);

/** Hands out a credential, and puts it into requests as its type says. */
export function credentialsHelper(credential: ApiCredential | undefined): ICredentialsHelper {
	const helper: Partial<Record<keyof ICredentialsHelper, unknown>> = {
		getDecrypted: async () => {
			if (!credential) throw new Error('There is no credential');
			return { ...credential.data };
		},
		isCredentialUsableByNode: () => true,
		getParentTypes: () => [],
		preAuthentication: async () => undefined,
		authenticate: async (
			data: ICredentialDataDecryptedObject,
			_type: string,
			options: IHttpRequestOptions,
		) => {
			const { authenticate } = credential?.type ?? {};
			if (typeof authenticate !== 'object') return options;
			const { headers = {} } = authenticate.properties;
			const filled = Object.entries(headers).map(([name, text]) => [
				name,
				fill(text as string, data),
			]);
			return { ...options, headers: { ...options.headers, ...Object.fromEntries(filled) } };
		},
	};
	return new Proxy(helper as unknown as ICredentialsHelper, {
		get: (target, name) => Reflect.get(target, name) ?? neverNeeded,
	});
}

/** One node in a workflow of its own. */
export interface NodeSetup {
	readonly nodeType: INodeType;
	readonly parameters?: IDataObject;
	/** Without it the node has no credential. */
	readonly credential?: ApiCredential | undefined;
	readonly onError?: INode['onError'];
	/** Default: one empty item. */
	readonly items?: readonly IDataObject[];
	readonly cancelSignal?: AbortSignal;
}

function open({ nodeType, parameters = {}, credential, onError }: NodeSetup) {
	const { name, displayName, version } = nodeType.description;
	const workflow = new Workflow({
		id: 'workflow1',
		name: 'Test workflow',
		active: true,
		connections: {},
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
		nodes: [
			{
				id: randomUUID(),
				name: displayName,
				type: `n8n-nodes-signed-webhooks.${name}`,
				typeVersion: version as number,
				position: [0, 0],
				parameters: parameters as INode['parameters'],
				...(onError && { onError }),
				...(credential && {
					credentials: { [credential.type.name]: { id: 'credential1', name: 'An account' } },
				}),
			},
		],
	});
	const additionalData = {
		credentialsHelper: credentialsHelper(credential),
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, node: workflow.getNode(displayName) as INode, additionalData };
}

/** The context in which n8n runs a node. */
export function executeContext(setup: NodeSetup): ExecuteContext {
	const { workflow, node, additionalData } = open(setup);
	const input = (setup.items ?? [{}]).map((json, item) => ({ json, pairedItem: { item } }));
	return new ExecuteContext(
		workflow,
		node,
		additionalData,
		'trigger',
		createEmptyRunExecutionData(),
		0,
		input,
		{ main: [input] },
		{ data: { main: [input] }, node, source: null },
		[],
		// n8n always gives one.
		setup.cancelSignal ?? new AbortController().signal,
	);
}

/** The context in which n8n activates and deactivates a trigger. */
export function hookContext(setup: NodeSetup): HookContext {
	const { workflow, node, additionalData } = open(setup);
	return new HookContext(workflow, node, additionalData, 'trigger', 'activate');
}

/** The context in which n8n fills the lists of a node's fields. */
export function loadOptionsContext(setup: NodeSetup): LoadOptionsContext {
	const { workflow, node, additionalData } = open(setup);
	return new LoadOptionsContext(workflow, node, additionalData, '');
}

/** What came of a run: items, or the error that n8n would stop the workflow with. */
export interface NodeResult {
	readonly items: readonly INodeExecutionData[];
	readonly error?: NodeApiError | NodeOperationError;
	readonly logs: readonly LogEntry[];
}

/** Runs a node on n8n-core's own context, with its own HTTP helper. */
export async function runNode(setup: NodeSetup): Promise<NodeResult> {
	const context = executeContext(setup);
	const logs = recordLogs(context.logger);
	try {
		const output = (await setup.nodeType.execute?.call(context)) as INodeExecutionData[][];
		return { items: output[0] ?? [], logs };
	} catch (error) {
		return { items: [], error: error as NodeApiError, logs };
	}
}
