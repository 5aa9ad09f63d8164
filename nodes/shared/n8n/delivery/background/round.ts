import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isPending, toItems, toWaitingItems } from '../outcome';
import { attemptAll, readOutcomes, startupLeftMs } from '../resume';
import type { BackgroundSettings } from '../settings';
import { dueAtMsOf, ROUND_MS } from '../round';
import { watchNextRound } from './watch';

/**
 * Waits in n8n's database for the attempt that is due first, and has the attempts watched that are
 * made then.
 *
 * @returns the items
 */
export async function waitInBackground(
	context: IExecuteFunctions,
	settings: BackgroundSettings,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	await watchNextRound(context, items, settings);
	const dueAtMs = dueAtMsOf(items);
	const earliestMs = Date.now() + startupLeftMs();
	await context.putExecutionToWait(
		new Date(Number.isFinite(dueAtMs) ? Math.max(dueAtMs, earliestMs) : earliestMs),
	);
	return items;
}

/**
 * Makes the attempts that are due. None while n8n is starting: then they wait until that is over.
 *
 * @returns what is finished, what has to wait on, or what could not begin: two of the three are empty
 */
export async function attemptInBackground(
	context: IExecuteFunctions,
	settings: BackgroundSettings,
): Promise<
	[finished: INodeExecutionData[], waiting: INodeExecutionData[], later: INodeExecutionData[]]
> {
	if (startupLeftMs() > 0) return [[], [], context.getInputData()];
	const startsUntilMs = Date.now() + ROUND_MS;
	const limits = { ...settings.limits, startsUntilMs, endsByMs: startsUntilMs };
	const outcomes = await attemptAll(context, readOutcomes(context), { ...settings, limits });
	const { node } = settings.original;
	return outcomes.some(isPending)
		? [[], toWaitingItems(node, outcomes), []]
		: [toItems(node, outcomes, true), [], []];
}
