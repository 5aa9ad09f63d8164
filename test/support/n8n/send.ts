import './environment';
import { ExecuteContext } from 'n8n-core';
import { createEmptyRunExecutionData } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWorkflowExecuteAdditionalData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { StoredCredential } from './credential';
import type { SigningSecrets } from './credential';
import { recordLogs } from './logs';
import type { LogEntry } from './logs';
import { workflowWith } from './workflow';

/** One run of the send node. */
export interface SendSetup {
	readonly parameters: IDataObject;
	/** Default: one empty item. */
	readonly items?: readonly IDataObject[];
	/** Without it the node has no credential. */
	readonly secrets?: SigningSecrets;
	readonly onError?: INode['onError'];
	readonly cancelSignal?: AbortSignal;
}

/** What came of a run: items, or the error that n8n would stop the workflow with. */
export interface SendResult {
	readonly items: readonly INodeExecutionData[];
	readonly error?: NodeApiError | NodeOperationError;
	readonly logs: readonly LogEntry[];
}

/** Runs the send node on n8n-core's own context, with its own HTTP helper. */
export async function send(setup: SendSetup): Promise<SendResult> {
	const { workflow, node, nodeType } = workflowWith('sendSignedWebhook', setup.parameters, {
		...(setup.onError && { onError: setup.onError }),
		...(!setup.secrets && { credentials: undefined }),
	});
	const input = (setup.items ?? [{}]).map((json, item) => ({ json, pairedItem: { item } }));
	const context = new ExecuteContext(
		workflow,
		node,
		{
			credentialsHelper: new StoredCredential(setup.secrets ?? {}),
		} as unknown as IWorkflowExecuteAdditionalData,
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
	const logs = recordLogs(context.logger);
	try {
		const output = (await nodeType.execute?.call(context)) as INodeExecutionData[][];
		return { items: output[0] ?? [], logs };
	} catch (error) {
		return { items: [], error: error as NodeApiError, logs };
	}
}

/** The delivery records of a run that goes on after errors, of good items and bad ones alike. */
export function recordsOf({ items }: SendResult): IDataObject[] {
	return items.map(({ json }) => (json.details ?? json) as IDataObject);
}
