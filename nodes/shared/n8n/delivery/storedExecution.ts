import type { INodeExecutionData, IRunExecutionData, ITaskData } from 'n8n-workflow';

const itemsIn = (main: ReadonlyArray<INodeExecutionData[] | null> | undefined) =>
	main?.find((items) => items && items.length > 0) ?? [];

const runsIn = (data: IRunExecutionData | undefined): ITaskData[] =>
	Object.values(data?.resultData.runData ?? {}).flat();

/** The items that the last node gave out that gave out any. */
export function lastItems(data: IRunExecutionData | undefined): INodeExecutionData[] {
	const runs = runsIn(data)
		.filter((run) => itemsIn(run.data?.main).length > 0)
		.sort((a, b) => a.startTime - b.startTime);
	return itemsIn(runs.at(-1)?.data?.main);
}

/**
 * Whether a crash cut these runs off. n8n says so only of a node that had not run before in that
 * execution; of any other it keeps what was stored last, and calls that the end.
 */
export const hasCrashed = (data: IRunExecutionData | undefined): boolean =>
	runsIn(data).some(({ executionStatus }) => executionStatus === 'crashed');

/** The id of the execution that this one waits for, or waited for last; absent when it has none. */
export const childOf = (data: IRunExecutionData | undefined): string | undefined =>
	data?.executionData?.nodeExecutionStack[0]?.metadata?.waitingChildExecutionIds?.at(-1);
