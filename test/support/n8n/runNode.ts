import './environment';
import { randomUUID } from 'node:crypto';
import { HookContext, LoadOptionsContext } from 'n8n-core';
import type { ExecuteContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INode,
	INodeType,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { StoredApiCredential } from './credential';
import { contextOf, itemsOf, runIn } from './nodeRun';
import type { NodeResult } from './nodeRun';
import { latestVersion } from './workflow';

/** A credential as n8n stores it, with its type. */
export interface ApiCredential {
	readonly type: ICredentialType;
	readonly data: ICredentialDataDecryptedObject;
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
	/** Default: `trigger`. */
	readonly mode?: WorkflowExecuteMode;
	readonly cancelSignal?: AbortSignal;
}

function open({ nodeType, parameters = {}, credential, onError }: NodeSetup) {
	const { name, displayName } = nodeType.description;
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
				typeVersion: latestVersion(nodeType.description),
				position: [0, 0],
				parameters: parameters as INode['parameters'],
				...(onError && { onError }),
				...(credential && {
					credentials: { [credential.type.name]: { id: 'credential1', name: 'An account' } },
				}),
			},
		],
	});
	const stored = credential && new StoredApiCredential(credential.type, credential.data);
	const additionalData = {
		credentialsHelper: stored,
		currentNodeParameters: parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	const node = workflow.getNode(displayName) as INode;
	return { workflow, node, credential: stored, additionalData };
}

/** The context in which n8n runs a node. */
export function executeContext(setup: NodeSetup): ExecuteContext {
	const { workflow, node, credential } = open(setup);
	const { items = [{}], mode, cancelSignal } = setup;
	return contextOf({ workflow, node, credential, items: itemsOf(items), mode, cancelSignal });
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

/** Runs a node on n8n-core's own context, with its own HTTP helper. */
export async function runNode(setup: NodeSetup): Promise<NodeResult> {
	const { outputs, ...outcome } = await runIn(executeContext(setup), setup.nodeType);
	return { items: outputs[0] ?? [], ...outcome };
}
