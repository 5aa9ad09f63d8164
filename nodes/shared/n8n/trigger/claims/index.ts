import type { IExecuteFunctions, INodeExecutionData, IWorkflowBase } from 'n8n-workflow';
import { originalOf } from '../../delivery/background/start';
import { beginning, stepNode, subWorkflow, to, uniqueNames } from '../../delivery/subWorkflow';
import { errorReason, quotedText } from '../../../text/foreignText';
import { writeLogLine } from '../../messages/logLine';
import { isPlaceholder, stampOf, THIS_PROCESS, withoutStamp } from './stamp';
import type { Stamp } from './stamp';

/** A workflow that makes these claims, one after another, and then deletes old ones. */
function claimWorkflow(context: IExecuteFunctions, stamps: readonly Stamp[]): IWorkflowBase {
	const original = originalOf(context);
	const settings = { execution: context.getExecutionId() };
	const steps = [
		...stamps.flatMap(({ claims }) => claims.map((claim) => ({ step: 'claim' as const, claim }))),
		...stamps.flatMap(({ forget }) => forget.map((claim) => ({ step: 'forget' as const, claim }))),
	];
	const nameOf = uniqueNames();
	const begin = nameOf('Event');
	const nodes = steps.map(({ step, claim }, index) =>
		// n8n keeps what a node has recorded under the node's id.
		stepNode(original, step, nameOf(`${step} ${index + 1}`), settings, {
			id: `${original.node.id} ${claim}`,
		}),
	);
	const all = [beginning(original, begin), ...nodes];
	const connections = Object.fromEntries(
		nodes.map(({ name }, index) => [all[index]?.name ?? '', { main: [to(name)] }]),
	);
	return subWorkflow(original, 'repeats', all, connections, {
		saveDataSuccessExecution: 'none',
	});
}

/**
 * Which of these events are executed here first.
 *
 * @throws Error when n8n cannot say
 */
async function claimAll(context: IExecuteFunctions, stamps: readonly Stamp[]): Promise<boolean[]> {
	const { data } = await context.executeWorkflow(
		{ code: claimWorkflow(context, stamps) },
		[{ json: {} }],
		undefined,
		{
			parentExecution: {
				executionId: context.getExecutionId(),
				workflowId: context.getWorkflow().id as string,
			},
		},
	);
	const first = data[0]?.[0]?.json.first;
	const names = stamps.flatMap(({ claims }) => claims);
	if (!Array.isArray(first) || first.length !== names.length) {
		throw new Error('n8n gave no result');
	}
	const taken = new Set(names.filter((_, index) => first[index] === false));
	return stamps.map(({ claims }) => !claims.some((each) => taken.has(each)));
}

/** Leaves out the events that other processes have taken, too, and execute. */
async function withoutCopies(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	// Where the process that took an event executes it, its memory has decided already.
	const claimed = items.flatMap((item) => {
		const stamp = stampOf(item);
		return stamp && stamp.process !== THIS_PROCESS ? [{ item, stamp }] : [];
	});
	// Whoever retries an execution wants it to run.
	if (claimed.length === 0 || context.getMode() !== 'webhook') return [...items];
	// The events of one request are claimed together.
	const stamps = [...new Map(claimed.map(({ stamp }) => [stamp.claims.join(' '), stamp])).values()];
	const isFirst = await claimAll(context, stamps);
	const taken = new Set(
		stamps.filter((_, index) => !isFirst[index]).map(({ claims }) => claims.join(' ')),
	);
	const copies = new Set(
		claimed.flatMap(({ item, stamp }) => (taken.has(stamp.claims.join(' ')) ? [item] : [])),
	);
	for (const { json } of copies) {
		const id = typeof json.id === 'string' ? quotedText(json.id, 200) : 'none';
		const text = `Ignored a duplicate at the node ${quotedText(context.getNode().name, 200)}: another process of n8n executes it (id ${id})`;
		writeLogLine(context, 'info', text, { outcome: 'duplicate' });
	}
	if (copies.size > 0) {
		context.addExecutionHints({
			message: `Duplicates were left out (${copies.size}). Another process of n8n got a copy at the same moment, and executes it.`,
			location: 'outputPane',
		});
	}
	return items.filter((item) => !copies.has(item));
}

/**
 * The first step of an execution: what a trigger gives out. In queue mode the copies of an event may
 * have reached several processes at once, each of which started an execution; all but one end here.
 */
export async function runTrigger(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData().filter((item) => !isPlaceholder(item));
	const rejected = context.getInputData(1);
	let kept: readonly INodeExecutionData[] = items;
	try {
		kept = await withoutCopies(context, items);
	} catch (error) {
		// To run twice is better than not at all.
		const text = `The node ${quotedText(context.getNode().name, 200)} could not find out whether another process of n8n executes the event, too, so the workflow runs: ${errorReason(error)}`;
		writeLogLine(context, 'warn', text);
	}
	const accepted = kept.map(withoutStamp);
	return rejected.length > 0 ? [accepted, rejected] : [accepted];
}
