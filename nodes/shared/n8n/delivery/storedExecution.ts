import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

const itemsIn = (main: ReadonlyArray<INodeExecutionData[] | null> | undefined) =>
	main?.find((items) => items && items.length > 0) ?? [];

/** The items that the last node gave out that gave out any. */
export function lastItems(data: IRunExecutionData | undefined): INodeExecutionData[] {
	const runs = Object.values(data?.resultData.runData ?? {})
		.flat()
		.filter((run) => itemsIn(run.data?.main).length > 0)
		.sort((a, b) => a.startTime - b.startTime);
	return itemsIn(runs.at(-1)?.data?.main);
}

/**
 * Whether a crash cut these runs off. n8n says so only of a node that had not run before in that
 * execution; of any other it keeps what was stored last, and calls that the end.
 */
export const hasCrashed = (data: IRunExecutionData | undefined): boolean =>
	Object.values(data?.resultData.runData ?? {})
		.flat()
		.some(({ executionStatus }) => executionStatus === 'crashed');
