import { sleep } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	IWorkflowBase,
	IWorkflowSettings,
	RelatedExecution,
} from 'n8n-workflow';
import type { Original } from '../settings';

const STORED_POLL_MS = 50;
const STORED_TIMEOUT_MS = 60_000;

/** The parent of a sub-execution that n8n does not wake when that ends. */
export const detachedFrom = (context: IExecuteFunctions): RelatedExecution => ({
	executionId: context.getExecutionId(),
	workflowId: context.getWorkflow().id as string,
	// Or the end of the sub-execution would end a wait of a node behind this one.
	shouldResume: false,
});

/**
 * Starts a sub-execution that waits in n8n's database, and that nobody waits for.
 *
 * @param ifLate what is said of it should n8n not store it in time. Default: nothing.
 * @param problem why it cannot wait, as soon as that is known. Default: it can.
 * @returns its id, once n8n has stored it so that a crash leaves it alone
 * @throws Error when n8n cannot start or store it
 */
export async function startDetached(
	context: IExecuteFunctions,
	workflow: IWorkflowBase,
	items: INodeExecutionData[],
	ifLate = '',
	problem: () => Error | undefined = () => undefined,
): Promise<string> {
	const { executionId } = await context.executeWorkflow({ code: workflow }, items, undefined, {
		doNotWaitToFinish: true,
		parentExecution: detachedFrom(context),
	});
	for (let waitedMs = 0; waitedMs < STORED_TIMEOUT_MS; waitedMs += STORED_POLL_MS) {
		const stored = await context.getExecutionDataById(executionId);
		if (stored?.waitTill) return executionId;
		const reason = problem() ?? stored?.resultData.error;
		if (reason) throw reason;
		await sleep(STORED_POLL_MS);
	}
	throw new Error(`n8n did not store the execution ${executionId} in time. ${ifLate}`.trimEnd());
}

/** The node without what only it needs: its fields may hold anything. */
function withoutFields({ id, name, type, typeVersion, position, credentials }: INode): INode {
	return {
		id,
		name,
		type,
		typeVersion,
		position,
		parameters: {},
		...(credentials && { credentials }),
	};
}

/** The execution's node and workflow, as far as sub-executions need them. */
export function originalOf(context: IExecuteFunctions): Original {
	const { id, name } = context.getWorkflow();
	const settings: IWorkflowSettings = context.getWorkflowSettings();
	return {
		node: withoutFields(context.getNode()),
		workflowId: id as string,
		workflowName: name ?? '',
		settings,
	};
}
