import { randomUUID } from 'crypto';
import type { IExecuteFunctions, INodeExecutionData, IWorkflowBase } from 'n8n-workflow';
import { originalOf } from './background/start';
import type { DeliverySettings } from './settings';
import { collectWorkflow, retryWorkflow } from './subWorkflow';

/** How far deliveries have come: one item for each that came in. */
export interface WaitingItems {
	/** All that is needed to go on. */
	readonly state: INodeExecutionData[];
	/** The same without what is sent. */
	readonly shown: INodeExecutionData[];
}

/** What the original hands to the execution that starts the retries for it. */
interface HandedOver {
	readonly workflow: IWorkflowBase;
	readonly items: INodeExecutionData[];
	/** Why the retries could not be started. */
	problem?: Error;
}

// n8n runs a sub-execution in the process of its parent. Handed over in memory, the messages are
// stored once, in the execution that sends them, and not in the one that only waits for it as well.
const handedOver = new Map<string, HandedOver>();

/** The parent of a sub-execution, which n8n wakes when that ends. */
const parentOf = (context: IExecuteFunctions) => ({
	executionId: context.getExecutionId(),
	workflowId: context.getWorkflow().id as string,
	shouldResume: true,
});

/**
 * Hands deliveries to sub-executions that wait in n8n's database, and suspends this execution until
 * they end; n8n then goes on here with their result as the output of the node. All survive a crash.
 *
 * @returns nothing while this execution is suspended; the finished items when there was no need to wait
 * @throws whatever n8n throws when it cannot start a sub-execution
 */
export async function suspend(
	context: IExecuteFunctions,
	{ state, shown }: WaitingItems,
	settings: DeliverySettings,
): Promise<INodeExecutionData[] | undefined> {
	const original = originalOf(context);
	const ticket = randomUUID();
	const handed: HandedOver = { workflow: retryWorkflow(original, settings), items: state };
	handedOver.set(ticket, handed);
	try {
		const { data, waitTill } = await context.executeWorkflow(
			{ code: collectWorkflow(original, { ticket, goOn: settings.goOn }) },
			shown,
			undefined,
			{ parentExecution: parentOf(context) },
		);
		if (handed.problem) throw handed.problem;
		return waitTill ? undefined : (data[0] ?? []);
	} finally {
		handedOver.delete(ticket);
	}
}

/**
 * Starts the retries that were handed over, and suspends this execution until they end.
 *
 * @returns what came in, or the result when there was no need to wait
 * @throws Error when nothing was handed over: in a retry by hand, or after n8n was started again
 */
export async function startRetries(
	context: IExecuteFunctions,
	ticket: string,
): Promise<INodeExecutionData[]> {
	const handed = handedOver.get(ticket);
	if (!handed) throw new Error('What was to be sent is no longer here');
	try {
		const { data, waitTill } = await context.executeWorkflow(
			{ code: handed.workflow },
			handed.items,
			undefined,
			{ parentExecution: parentOf(context) },
		);
		return waitTill ? context.getInputData() : (data[0] ?? []);
	} catch (error) {
		handed.problem = error instanceof Error ? error : new Error('unknown reason');
		return [];
	}
}
