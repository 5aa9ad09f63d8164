import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { foreignText } from '../../text/foreignText';
import { INTERRUPTED } from './errors';
import { deliveriesOf, endPending, fromJson, isPending, toItems } from './outcome';
import { startupLeftMs } from './resume';
import { childOf, hasCrashed, lastItems } from './storedExecution';
import type { SupervisorSettings } from './settings';

/**
 * How often one execution starts the same deliveries again after a crash. What makes n8n crash every
 * time, such as a body that takes all its memory, may not do so for ever.
 */
const MOST_RESTARTS = 30;

/** The items that a node of this execution has given out. */
function itemsOf(context: IExecuteFunctions, nodeName: string): INodeExecutionData[] {
	const proxy = context.getWorkflowDataProxy(0) as unknown as {
		readonly $: (name: string) => { readonly all: () => INodeExecutionData[] };
	};
	return proxy.$(nodeName).all();
}

const hasPending = (items: readonly INodeExecutionData[]): boolean =>
	items.some(({ json }) => isPending(fromJson(json)));

/** Whether these items hold all that is needed to go on with the deliveries. */
const isWhole = (items: readonly INodeExecutionData[], count: number): boolean =>
	items.length === count &&
	items
		.flatMap(({ json }) => deliveriesOf(fromJson(json)))
		.every(({ status, delivery }) => status !== 'pending' || delivery !== undefined);

/**
 * How far deliveries had come, as n8n stored it last: by the execution that made their attempts, or
 * else by one of those that looked after it.
 */
async function findState(
	context: IExecuteFunctions,
	executionId: string | undefined,
	count: number,
): Promise<INodeExecutionData[] | undefined> {
	if (executionId === undefined) return undefined;
	const data = await context.getExecutionDataById(executionId);
	const deeper = await findState(context, childOf(data), count);
	if (deeper) return deeper;
	const items = lastItems(data);
	return isWhole(items, count) ? items : undefined;
}

interface End {
	readonly items: INodeExecutionData[];
	/** The message of what ended the retries early, if something other than a crash did. */
	readonly stoppedBy?: string;
}

/** The message of the error with which something other than a crash ended the retries. */
const stopperIn = (item: INodeExecutionData | undefined): string =>
	typeof item?.json.error === 'string' ? foreignText(item.json.error) : 'unknown reason';

/** How what this execution waited for has ended: all is done, or it was stopped or cut off. */
async function readEnd(context: IExecuteFunctions, begin: string): Promise<End> {
	const items = context.getInputData();
	const shown = itemsOf(context, begin);
	// n8n gives out one item, with this mark, when an execution that it waits for has ended otherwise.
	const [item] = items;
	const failed = item?.metadata?.subExecution;
	if (failed === undefined && items.length === shown.length && !hasPending(items)) return { items };
	// What n8n stored of this execution before it woke it says for which one it waited.
	const own = await context.getExecutionDataById(context.getExecutionId());
	const childId = failed?.executionId ?? childOf(own);
	const known = (await findState(context, childId, shown.length)) ?? shown;
	const isCutOff =
		failed === undefined || hasCrashed(await context.getExecutionDataById(failed.executionId));
	return { items: known, ...(!isCutOff && { stoppedBy: stopperIn(item) }) };
}

/**
 * What has become of all deliveries once the retries are over, whether they came to their end, were
 * stopped, or were cut off by a crash.
 *
 * @returns one item for each that came in: as the first output when all have ended, as the second
 *   when a crash cut them off and they are to be started again. Each says whether it has failed:
 *   should this execution crash, n8n hands them on as they are.
 */
export async function collectOutcomes(
	context: IExecuteFunctions,
	{ begin, original: { node } }: SupervisorSettings,
): Promise<[over: INodeExecutionData[], again: INodeExecutionData[]]> {
	const { items, stoppedBy } = await readEnd(context, begin);
	const outcomes = items.map(({ json }) => fromJson(json));
	const restarts = context.getWorkflowDataProxy(0).$runIndex as number;
	const isCutOff = stoppedBy === undefined && outcomes.some(isPending);
	if (isCutOff && restarts < MOST_RESTARTS && isWhole(items, items.length)) return [[], items];
	const ended = outcomes.map((outcome) =>
		stoppedBy === undefined
			? endPending(outcome, 'interrupted', INTERRUPTED.description)
			: endPending(
					outcome,
					'cancelled',
					`n8n ended the retries early: ${stoppedBy}. If an attempt was under way, it may have arrived. Send the record again with the operation Redeliver.`,
				),
	);
	return [toItems(node, ended, true), []];
}

/**
 * Waits in n8n's database while n8n is starting: it would mark this execution as crashed.
 *
 * @returns what came in
 */
export async function waitWhileStarting(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const leftMs = startupLeftMs();
	if (leftMs > 0) await context.putExecutionToWait(new Date(Date.now() + leftMs));
	return context.getInputData();
}

/**
 * Ends the run with the outcomes that were collected, as the node that sent does after errors.
 *
 * @throws NodeApiError when something failed and that node does not go on after errors
 */
export function handOutOutcomes(
	context: IExecuteFunctions,
	{ goOn, original: { node } }: SupervisorSettings,
): INodeExecutionData[] {
	const outcomes = context.getInputData().map(({ json }) => fromJson(json));
	return toItems(node, outcomes, goOn);
}
