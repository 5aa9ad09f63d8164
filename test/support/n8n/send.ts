import './environment';
import type {
	IDataObject,
	INode,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { StoredCredential } from './credential';
import type { SigningSecrets } from './credential';
import { contextOf, itemsOf, runIn } from './nodeRun';
import type { NodeResult } from './nodeRun';
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
	/** Version of the node. Default: the latest. */
	readonly typeVersion?: number;
	readonly cancelSignal?: AbortSignal;
	/** Default: `trigger`. */
	readonly mode?: WorkflowExecuteMode;
	readonly workflowSettings?: IWorkflowSettings;
	/** Whether an agent uses the node as a tool. Default: no. */
	readonly asTool?: boolean;
	/** Starts sub-executions. Default: n8n cannot. */
	readonly executeWorkflow?: IWorkflowExecuteAdditionalData['executeWorkflow'];
}

/** What came of a run: items, or the error that n8n would stop the workflow with. */
export type SendResult = NodeResult;

/** Runs the send node on n8n-core's own context, with its own HTTP helper. */
export async function send(setup: SendSetup): Promise<SendResult> {
	const { parameters, items = [{}], secrets, onError, asTool, mode, cancelSignal } = setup;
	const { typeVersion } = setup;
	const { credential = secrets && new StoredCredential(secrets) } = setup;
	const fields = {
		...(onError && { onError }),
		...(typeVersion !== undefined && { typeVersion }),
		...(!credential && { credentials: undefined }),
		...(asTool && { type: `${PACKAGE_NAME}.sendSignedWebhookTool` }),
	};
	const { workflow, node, nodeType } = workflowWith(
		'sendSignedWebhook',
		parameters,
		fields,
		setup.workflowSettings,
	);
	const context = contextOf({
		workflow,
		node,
		items: itemsOf(items),
		credential,
		executeWorkflow: setup.executeWorkflow,
		mode,
		cancelSignal,
	});
	const { outputs, ...outcome } = await runIn(context, nodeType);
	return { items: outputs[0] ?? [], ...outcome };
}

/** The delivery records of a run that goes on after errors, of good items and bad ones alike. */
export function recordsOf({ items }: SendResult): IDataObject[] {
	return items.map(({ json }) => (json.details ?? json) as IDataObject);
}
