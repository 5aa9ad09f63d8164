import './environment';
import { setMaxListeners } from 'node:events';
import { ExecuteContext } from 'n8n-core';
import { createEmptyRunExecutionData } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWorkflowExecuteAdditionalData,
	NodeApiError,
	NodeOperationError,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { StoredCredential } from './credential';
import type { SigningSecrets } from './credential';
import { recordLogs } from './logs';
import type { LogEntry } from './logs';
import { PACKAGE_NAME, workflowWith } from './workflow';

/** One run of the send node. */
export interface SendSetup {
	readonly parameters: IDataObject;
	/** Default: one empty item. */
	readonly items?: readonly IDataObject[];
	/** Without it the node has no credential. */
	readonly secrets?: SigningSecrets;
	/** The credential itself, where a test changes it or watches it. */
	readonly credential?: StoredCredential;
	readonly onError?: INode['onError'];
	readonly cancelSignal?: AbortSignal;
	/** Default: `trigger`. */
	readonly mode?: WorkflowExecuteMode;
	/** Whether an agent uses the node as a tool. Default: no. */
	readonly asTool?: boolean;
	/** Starts sub-executions. Default: n8n cannot. */
	readonly executeWorkflow?: IWorkflowExecuteAdditionalData['executeWorkflow'];
}

const cannotStart = async (): Promise<never> => {
	throw new Error('No sub-execution was expected');
};

/** What came of a run: items, or the error that n8n would stop the workflow with. */
export interface SendResult {
	readonly items: readonly INodeExecutionData[];
	readonly error?: NodeApiError | NodeOperationError;
	readonly logs: readonly LogEntry[];
}

function prepare(setup: SendSetup) {
	const { parameters, onError, secrets, asTool } = setup;
	const hasCredential = secrets !== undefined || setup.credential !== undefined;
	return workflowWith('sendSignedWebhook', parameters, {
		...(onError && { onError }),
		...(!hasCredential && { credentials: undefined }),
		...(asTool && { type: `${PACKAGE_NAME}.sendSignedWebhookTool` }),
	});
}

function contextOf(
	setup: SendSetup,
	{ workflow, node }: ReturnType<typeof prepare>,
): ExecuteContext {
	const {
		items = [{}],
		credential = new StoredCredential(setup.secrets ?? {}),
		executeWorkflow = cannotStart,
		mode = 'trigger',
		// n8n always gives one.
		cancelSignal = new AbortController().signal,
	} = setup;
	// As n8n does, since every request listens to it.
	setMaxListeners(Infinity, cancelSignal);
	const input = items.map((json, item) => ({ json, pairedItem: { item } }));
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
		{ main: [input] },
		{ data: { main: [input] }, node, source: null },
		[],
		cancelSignal,
	);
}

/** Runs the send node on n8n-core's own context, with its own HTTP helper. */
export async function send(setup: SendSetup): Promise<SendResult> {
	const prepared = prepare(setup);
	const context = contextOf(setup, prepared);
	const logs = recordLogs(context.logger);
	try {
		const output = (await prepared.nodeType.execute?.call(context)) as INodeExecutionData[][];
		return { items: output[0] ?? [], logs };
	} catch (error) {
		return { items: [], error: error as NodeApiError, logs };
	}
}

/** The delivery records of a run that goes on after errors, of good items and bad ones alike. */
export function recordsOf({ items }: SendResult): IDataObject[] {
	return items.map(({ json }) => (json.details ?? json) as IDataObject);
}
