import './environment';
import { ExecuteContext } from 'n8n-core';
import { createEmptyRunExecutionData } from 'n8n-workflow';
import type {
	IBinaryData,
	IDataObject,
	INode,
	INodeExecutionData,
	IWorkflowExecuteAdditionalData,
	NodeOperationError,
} from 'n8n-workflow';
import { StoredCredential } from './credential';
import type { SigningSecrets } from './credential';
import { recordLogs } from './logs';
import type { LogEntry } from './logs';
import { workflowWith } from './workflow';

/** One run of the node Webhook Signature. */
export interface SignatureSetup {
	readonly operation: 'sign' | 'verify';
	readonly parameters: IDataObject;
	/** Default: one empty item. */
	readonly items?: readonly INodeExecutionData[];
	/** Without it the node has no credential. */
	readonly secrets?: SigningSecrets;
	readonly onError?: INode['onError'];
	/** The time zone of the workflow. */
	readonly timezone?: string;
}

/** What came of a run: items, or the error that n8n would stop the workflow with. */
export interface SignatureResult {
	/** What was signed, or is genuine. */
	readonly items: readonly INodeExecutionData[];
	/** What is not genuine; absent while signing. */
	readonly notGenuine?: readonly INodeExecutionData[];
	readonly error?: NodeOperationError;
	readonly logs: readonly LogEntry[];
}

/** These bytes as n8n keeps a file inside of an item. */
export const binary = (bytes: Buffer): IBinaryData => ({
	data: bytes.toString('base64'),
	mimeType: 'application/json',
});

/** Runs the node on n8n-core's own context. */
export async function runSignature(setup: SignatureSetup): Promise<SignatureResult> {
	const { operation, secrets, onError, timezone } = setup;
	const { workflow, node, nodeType } = workflowWith(
		'webhookSignature',
		{ ...setup.parameters, operation },
		{ ...(onError && { onError }), ...(!secrets && { credentials: undefined }) },
		timezone === undefined ? {} : { timezone },
	);
	const input = [...(setup.items ?? [{ json: {} }])];
	const context = new ExecuteContext(
		workflow,
		node,
		{
			credentialsHelper: new StoredCredential(secrets ?? {}),
		} as unknown as IWorkflowExecuteAdditionalData,
		'trigger',
		createEmptyRunExecutionData(),
		0,
		input,
		{ main: [input] },
		{ data: { main: [input] }, node, source: null },
		[],
	);
	const logs = recordLogs(context.logger);
	try {
		const [items = [], notGenuine] = (await nodeType.execute?.call(
			context,
		)) as INodeExecutionData[][];
		return { items, logs, ...(notGenuine && { notGenuine }) };
	} catch (error) {
		return { items: [], error: error as NodeOperationError, logs };
	}
}
