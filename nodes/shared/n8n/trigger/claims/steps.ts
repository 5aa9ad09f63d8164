import { z } from 'zod';
import { sleep } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** Checks for whom a claim is made, as it comes back from JSON. */
export const claimSettingsSchema = z.object({
	/** Id of the execution that the claim is for. */
	execution: z.string(),
});

const OPTIONS = { mode: 'entries' } as const;
const TAKEN = 'taken';
const RETRY_AFTER_MS = 50;

/** Whether this execution is the first to claim, or has done so before. */
async function claimOnce(context: IExecuteFunctions, execution: string): Promise<boolean> {
	const entries = [TAKEN, execution];
	const found = await context.helpers.checkProcessedAndRecord(entries, 'node', OPTIONS);
	return found.new.includes(TAKEN) || found.processed.includes(execution);
}

/**
 * Claims what the node's own id names for an execution, and tells whether it was the first.
 *
 * n8n keeps one row for each node and workflow in its database, and the primary key of that row
 * decides: of two processes that insert it at the same moment, one gets an error.
 *
 * @throws Error when n8n cannot say
 */
export async function claim(
	context: IExecuteFunctions,
	execution: string,
): Promise<INodeExecutionData[]> {
	let isFirst: boolean;
	try {
		isFirst = await claimOnce(context, execution);
	} catch {
		// Another has inserted the row meanwhile. Should it be anything else, the error comes again.
		await sleep(RETRY_AFTER_MS);
		isFirst = await claimOnce(context, execution);
	}
	const earlier = context.getInputData()[0]?.json.first;
	const first: unknown[] = Array.isArray(earlier) ? (earlier as unknown[]) : [];
	return [{ json: { first: [...first, isFirst] } }];
}

/** Deletes the claim that the node's own id names. */
export async function forget(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	await context.helpers.clearAllProcessedItems('node', OPTIONS);
	return context.getInputData();
}
