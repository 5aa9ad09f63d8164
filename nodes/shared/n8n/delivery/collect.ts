import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { foreignText } from '../../text/foreignText';
import { INTERRUPTED } from './errors';
import { endPending, fromJson, toItems } from './outcome';
import { startupLeftMs } from './resume';
import { hasCrashed, lastItems } from './storedExecution';
import type { CollectSettings } from './settings';

/** The items that a node of this execution has given out. */
function itemsOf(context: IExecuteFunctions, nodeName: string): INodeExecutionData[] {
	const proxy = context.getWorkflowDataProxy(0) as unknown as {
		readonly $: (name: string) => { readonly all: () => INodeExecutionData[] };
	};
	return proxy.$(nodeName).all();
}

interface End {
	readonly items: INodeExecutionData[];
	/** The message of what ended the retries early, if something other than a crash did. */
	readonly stoppedBy?: string;
}

async function readEnd(context: IExecuteFunctions, begin: string): Promise<End> {
	const items = context.getInputData();
	// n8n gives out one item, with this mark, when an execution that it waits for has ended otherwise.
	const [item] = items;
	const failed = item?.metadata?.subExecution;
	const shown = itemsOf(context, begin);
	if (failed === undefined) return { items: items.length === shown.length ? items : shown };
	const data = await context.getExecutionDataById(failed.executionId);
	const known = lastItems(data);
	const end = { items: known.length === shown.length ? known : shown };
	if (hasCrashed(data)) return end;
	const message = item?.json.error;
	return {
		...end,
		stoppedBy: typeof message === 'string' ? foreignText(message) : 'unknown reason',
	};
}

/**
 * What has become of all deliveries once the retries are over, whether they came to their end, were
 * stopped, or were cut off by a crash.
 *
 * @returns one item for each that came in. Each says whether it has failed: should this execution
 *   crash, n8n hands them on as they are.
 */
export async function collectOutcomes(
	context: IExecuteFunctions,
	{ begin, node }: CollectSettings,
): Promise<INodeExecutionData[]> {
	const { items, stoppedBy } = await readEnd(context, begin);
	const outcomes = items.map(({ json }) => fromJson(json));
	const ended = outcomes.map((outcome) =>
		stoppedBy === undefined
			? endPending(outcome, 'interrupted', INTERRUPTED.description)
			: endPending(
					outcome,
					'cancelled',
					`n8n ended the retries early: ${stoppedBy}. If an attempt was under way, it may have arrived. Send the record again with the operation Redeliver.`,
				),
	);
	return toItems(node, ended, true);
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
	{ goOn, node }: CollectSettings,
): INodeExecutionData[] {
	const outcomes = context.getInputData().map(({ json }) => fromJson(json));
	return toItems(node, outcomes, goOn);
}
