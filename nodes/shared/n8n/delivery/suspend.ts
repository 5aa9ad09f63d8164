import { randomUUID } from 'crypto';
import type { IExecuteFunctions, INodeExecutionData, IWorkflowBase } from 'n8n-workflow';
import { originalOf } from './background/start';
import { fromJson, mapDeliveries, toWaitingItems, withoutBody } from './outcome';
import type { DeliverySettings, Original, SupervisorSettings } from './settings';
import { retryWorkflow, supervisorWorkflow } from './subWorkflow';

/** What is handed to the execution that starts the retries. */
interface HandedOver {
	readonly items: INodeExecutionData[];
	/** Why the retries could not be started. */
	problem?: Error;
}

// n8n runs a sub-execution in the process of its parent. Handed over in memory, the messages are
// stored once, in the execution that sends them, and not in those that only wait for it as well.
const handedOver = new Map<string, HandedOver>();

/**
 * How many executions stand between the attempts and the one that waits for their end. Each starts
 * again what a crash of n8n has cut off; where the crash hits it in that very instant, the one before
 * it does.
 */
export const SUPERVISORS = 3;

/** The parent of a sub-execution, which n8n wakes when that ends. */
const parentOf = (context: IExecuteFunctions) => ({
	executionId: context.getExecutionId(),
	workflowId: context.getWorkflow().id as string,
	shouldResume: true,
});

/** Items that say how far deliveries have come, without what is sent. */
const shownOf = ({ node }: Original, state: readonly INodeExecutionData[]): INodeExecutionData[] =>
	toWaitingItems(
		node,
		state.map(({ json }) => mapDeliveries(fromJson(json), withoutBody)),
	);

/**
 * Has an execution started that looks after deliveries, and keeps at hand for it what is sent.
 *
 * @param start starts that workflow with its items. It may ask why what that starts cannot be started.
 * @throws whatever n8n throws when it cannot start it, or what it is to start
 */
export async function startSupervisor<T>(
	settings: Omit<SupervisorSettings, 'begin' | 'ticket'>,
	state: INodeExecutionData[],
	start: (
		workflow: IWorkflowBase,
		shown: INodeExecutionData[],
		problem: () => Error | undefined,
	) => Promise<T>,
): Promise<T> {
	const ticket = randomUUID();
	const handed: HandedOver = { items: state };
	handedOver.set(ticket, handed);
	try {
		const workflow = supervisorWorkflow({ ...settings, ticket });
		const shown = shownOf(settings.original, state);
		const started = await start(workflow, shown, () => handed.problem);
		if (handed.problem) throw handed.problem;
		return started;
	} finally {
		handedOver.delete(ticket);
	}
}

/**
 * Hands deliveries to sub-executions that wait in n8n's database, and suspends this execution until
 * they end; n8n then goes on here with their result as the output of the node. All survive a crash.
 *
 * @returns nothing while this execution is suspended; the finished items when there was no need to wait
 * @throws whatever n8n throws when it cannot start a sub-execution
 */
export async function suspend(
	context: IExecuteFunctions,
	state: INodeExecutionData[],
	settings: DeliverySettings,
): Promise<INodeExecutionData[] | undefined> {
	return await startSupervisor(
		{ ...settings, original: originalOf(context), depth: SUPERVISORS - 1, end: 'handOut' },
		state,
		async (workflow, shown) => {
			const { data, waitTill } = await context.executeWorkflow(
				{ code: workflow },
				shown,
				undefined,
				{ parentExecution: parentOf(context) },
			);
			return waitTill ? undefined : (data[0] ?? []);
		},
	);
}

/** Starts what this execution looks after, and suspends it until that ends. */
async function startNext(
	context: IExecuteFunctions,
	settings: SupervisorSettings,
	state: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const run = async (code: IWorkflowBase, items: INodeExecutionData[]) => {
		const options = { parentExecution: parentOf(context) };
		const { data, waitTill } = await context.executeWorkflow({ code }, items, undefined, options);
		return waitTill ? context.getInputData() : (data[0] ?? []);
	};
	const { original, firstRound, depth } = settings;
	if (depth === 0) return await run(retryWorkflow(original, settings, firstRound), state);
	const next: SupervisorSettings = { ...settings, depth: depth - 1, end: 'handUp', goOn: true };
	return await startSupervisor(next, state, run);
}

/**
 * Starts the retries that were handed over, or again those that a crash has cut off, and suspends
 * this execution until they end.
 *
 * @returns what came in, or the result when there was no need to wait; nothing where first attempts
 *   were never begun
 * @throws Error when nothing was handed over: in a retry by hand, or after n8n was started again
 */
export async function startRetries(
	context: IExecuteFunctions,
	settings: SupervisorSettings,
): Promise<INodeExecutionData[]> {
	const isFirst = context.getWorkflowDataProxy(0).$runIndex === 0;
	if (!isFirst) return await startNext(context, settings, context.getInputData());
	const handed = handedOver.get(settings.ticket);
	// n8n begins again what it had listed but not begun when it crashed. Nothing had been sent by then.
	if (!handed && settings.firstRound) return [];
	if (!handed) throw new Error('What was to be sent is no longer here');
	try {
		return await startNext(context, settings, handed.items);
	} catch (error) {
		handed.problem = error instanceof Error ? error : new Error('unknown reason');
		return [];
	}
}
