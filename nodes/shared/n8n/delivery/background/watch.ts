import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { writeLogLine } from '../../messages/logLine';
import { errorReason } from '../../../text/foreignText';
import { hasCrashed, lastItems } from '../storedExecution';
import { dueAtMsOf, longestRoundMs, recordsIn } from '../round';
import type { BackgroundSettings, WatchSettings } from '../settings';
import { startDetached } from './start';
import { backgroundWorkflow, watchWorkflow } from './workflows';

/** What differs as soon as something has come of any delivery. */
const progressOf = (items: readonly INodeExecutionData[]): string =>
	JSON.stringify(
		recordsIn(items).map(({ id, status, attempts, delivery }) => [
			id,
			status,
			attempts.length,
			delivery?.dueAtMs,
		]),
	);

/**
 * Has the next round of attempts watched: by an execution that only waits while this one makes them,
 * and goes on with the same deliveries should n8n crash before they are over.
 */
export async function watchNextRound(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	settings: BackgroundSettings,
): Promise<void> {
	const watch = { ...settings, executionId: context.getExecutionId() };
	try {
		await startDetached(context, watchWorkflow(watch), items);
	} catch (error) {
		// Better attempts that a crash can end than none.
		const reason = errorReason(error);
		const message = `Nobody watches the next attempts of ${settings.original.node.name}: ${reason}. Should n8n crash during them, they end.`;
		writeLogLine(context, 'warn', `Send Signed Webhook: ${message}`, {
			workflowId: settings.original.workflowId,
			node: settings.original.node.name,
		});
	}
}

/** Waits in n8n's database until the attempts that are watched must be over. */
export async function waitForEndOfRound(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const isFirst = context.getWorkflowDataProxy(0).$runIndex === 0;
	const beginMs = isFirst ? Math.max(Date.now(), dueAtMsOf(items)) : Date.now();
	await context.putExecutionToWait(new Date(beginMs + longestRoundMs(items)));
	return items;
}

/**
 * Looks whether the attempts that are watched were made, and goes on with the deliveries if a crash
 * has cut them off.
 *
 * @returns nothing when all is well, or else what has to be watched on: as the second output
 */
export async function lookAfterRound(
	context: IExecuteFunctions,
	settings: WatchSettings,
): Promise<[over: INodeExecutionData[], watched: INodeExecutionData[]]> {
	const items = context.getInputData();
	const data = await context.getExecutionDataById(settings.executionId);
	// An execution that ended well may have been deleted.
	if (data === undefined) return [[], []];
	if (progressOf(lastItems(data)) !== progressOf(items)) return [[], []];
	const isCutOff = hasCrashed(data);
	// Whoever stopped it wants no more attempts.
	if (!isCutOff && data.resultData.error !== undefined) return [[], []];
	// Where n8n was not running, what is watched has not begun in time, either.
	if (!isCutOff && performance.now() < longestRoundMs(items)) return [[], items];
	await startDetached(context, backgroundWorkflow(settings), items);
	return [[], []];
}
