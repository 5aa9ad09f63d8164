import type { IExecuteFunctions, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import { writeLogLine } from '../../messages/logLine';
import { longestRoundMs } from '../round';
import { startupLeftMs } from '../resume';
import type { FirstRoundSettings } from '../settings';
import { hasCrashed } from '../storedExecution';
import { knowledgeOf, REMEMBERED_MS } from './underWay';

// First attempts that take longer, of many items or with a long wait in memory, are looked at again.
const LOOK_AGAIN_MS = 60_000;

/** Waits in n8n's database until the first attempts must be over. */
export async function watchFirstRound(
	context: IExecuteFunctions,
	{ firstRound }: FirstRoundSettings,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const isFirst = context.getWorkflowDataProxy(0).$runIndex === 0;
	const nextMs = isFirst
		? firstRound.beganAtMs + longestRoundMs(items)
		: Date.now() + LOOK_AGAIN_MS;
	await context.putExecutionToWait(new Date(Math.max(nextMs, Date.now() + startupLeftMs())));
	return items;
}

/** What n8n has stored of the execution that makes the first attempts. */
type Stored = 'cutOff' | 'over' | 'undecided';

function readStored(
	data: IRunExecutionData | undefined,
	{ original, firstRound }: FirstRoundSettings,
): Stored {
	// One that ended well may have been deleted.
	if (data === undefined) return 'over';
	const run = data.resultData.runData[original.node.name]?.[firstRound.runIndex];
	if (run !== undefined) return run.executionStatus === 'crashed' ? 'cutOff' : 'over';
	if (hasCrashed(data)) return 'cutOff';
	// Whoever stopped it wants no more attempts.
	return data.resultData.error === undefined ? 'undecided' : 'over';
}

/**
 * Looks whether the first attempts were made, or a crash has cut them off.
 *
 * @returns the items: nowhere when all is well, as the second output when the attempts have to be made
 *   again, as the third when they are still under way
 */
export async function lookAtFirstRound(
	context: IExecuteFunctions,
	settings: FirstRoundSettings,
): Promise<
	[over: INodeExecutionData[], cutOff: INodeExecutionData[], underWay: INodeExecutionData[]]
> {
	const items = context.getInputData();
	const { original, firstRound } = settings;
	const { executionId, name, beganAtMs } = firstRound;
	const knowledge = knowledgeOf(name, beganAtMs);
	if (knowledge === 'over') return [[], [], []];
	if (knowledge === 'underWay') return [[], [], items];
	const stored = readStored(await context.getExecutionDataById(executionId), settings);
	if (stored === 'over') return [[], [], []];
	// Of an execution that runs, n8n stores nothing new. Where it runs in another process, nobody can
	// tell it from one that was cut off there, but by the time.
	const isPatient = knowledge === 'elsewhere' && Date.now() - beganAtMs < REMEMBERED_MS;
	if (stored === 'undecided' && isPatient) return [[], [], items];
	const message = `n8n stopped during the first attempts of the execution ${executionId}. They are made again, with the same IDs.`;
	writeLogLine(context, 'warn', `Send Signed Webhook: ${message}`, {
		workflowId: original.workflowId,
		node: original.node.name,
	});
	return [[], items, []];
}
