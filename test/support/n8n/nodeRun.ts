import './environment';
import { setMaxListeners } from 'node:events';
import { ExecuteContext } from 'n8n-core';
import { createEmptyRunExecutionData } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IWorkflowExecuteAdditionalData,
	NodeApiError,
	NodeOperationError,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { StoredCredential } from './credential';
import type { StoredApiCredential } from './credential';
import { recordLogs } from './logs';
import type { LogEntry } from './logs';

/** One run of a node, and what n8n has for it. */
export interface NodeRun {
	readonly workflow: Workflow;
	readonly node: INode;
	readonly items: readonly INodeExecutionData[];
	/** What comes by further inputs. Default: nothing. */
	readonly furtherItems?: ReadonlyArray<readonly INodeExecutionData[]> | undefined;
	/** Default: an empty one. A node that names none does not get to see it. */
	readonly credential?: StoredApiCredential | StoredCredential | undefined;
	/** Starts sub-executions. Default: n8n cannot. */
	readonly executeWorkflow?: IWorkflowExecuteAdditionalData['executeWorkflow'] | undefined;
	/** Default: `trigger`. */
	readonly mode?: WorkflowExecuteMode | undefined;
	/** Default: one that never fires, since n8n always gives one. */
	readonly cancelSignal?: AbortSignal | undefined;
}

/** What came of a run: items, or the error that n8n would stop the workflow with. */
export interface NodeResult {
	/** Those of the first output. */
	readonly items: readonly INodeExecutionData[];
	readonly error?: NodeApiError | NodeOperationError;
	readonly logs: readonly LogEntry[];
}

/** A result with the items of every output. */
export interface NodeOutputs extends Omit<NodeResult, 'items'> {
	readonly outputs: ReadonlyArray<readonly INodeExecutionData[]>;
}

const cannotStart = async (): Promise<never> => {
	throw new Error('No sub-execution was expected');
};

/** Items as the node before would give them. */
export const itemsOf = (jsons: readonly IDataObject[]): INodeExecutionData[] =>
	jsons.map((json, item) => ({ json, pairedItem: { item } }));

/** The context in which n8n runs a node, with n8n's own HTTP helper. */
export function contextOf({
	workflow,
	node,
	items,
	furtherItems = [],
	credential = new StoredCredential({}),
	executeWorkflow = cannotStart,
	mode = 'trigger',
	cancelSignal = new AbortController().signal,
}: NodeRun): ExecuteContext {
	// As n8n does, since every request listens to it.
	setMaxListeners(Infinity, cancelSignal);
	const input = [...items];
	const main = [input, ...furtherItems.map((each) => [...each])];
	return new ExecuteContext(
		workflow,
		node,
		{
			credentialsHelper: credential,
			executeWorkflow,
			executionId: 'execution1',
		} as unknown as IWorkflowExecuteAdditionalData,
		mode,
		createEmptyRunExecutionData(),
		0,
		input,
		{ main },
		{ data: { main }, node, source: null },
		[],
		cancelSignal,
	);
}

/** Runs a node in a context of its own. */
export async function runIn(context: ExecuteContext, nodeType: INodeType): Promise<NodeOutputs> {
	const logs = recordLogs(context.logger);
	try {
		const outputs = (await nodeType.execute?.call(context)) as INodeExecutionData[][];
		return { outputs, logs };
	} catch (error) {
		return { outputs: [], error: error as NodeApiError, logs };
	}
}
