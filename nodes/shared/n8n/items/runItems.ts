import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { failedItem } from './failedItem';
import type { ReadItem } from './readItems';

/** What comes out for an item. */
export interface Emitted {
	readonly json: IDataObject;
	/** Which output it leaves through. Default: 0, the first. */
	readonly output?: number;
}

/** What is known of an item whose task failed. */
export interface FailedTask<Task> {
	readonly itemIndex: number;
	readonly task: Task;
	/** What came out of the items before, and is lost because the node stops; else nothing. */
	readonly lost: readonly INodeExecutionData[];
}

/** How a node carries out what its items ask for. */
export interface ItemRun<Task> {
	/** Carries out one task: what comes out for its item. It may throw. */
	readonly run: (task: Task) => Promise<readonly Emitted[]>;
	/** The error that n8n shows for what `run` threw. It may hold no secret. */
	readonly toNodeError: (
		error: unknown,
		failed: FailedTask<Task>,
	) => NodeApiError | NodeOperationError;
	/** What the item of a failed task says besides the error. Default: nothing. */
	readonly detailsOf?: (error: unknown) => IDataObject | undefined;
	/** How many outputs the node has; items that failed leave through the last. Default: 1. */
	readonly outputCount?: number;
	/** Whether files and other data of an item go along with what comes out. Default: only JSON does. */
	readonly passesItemOn?: boolean;
}

/**
 * Carries out the tasks of items one after the other, and returns the items of each output.
 *
 * A failure does what the node's On Error setting says: the node stops, or it goes on with an item
 * that holds the error, which n8n leads to the error output where that is set.
 *
 * @param items as `readItems` gives them
 * @throws NodeApiError | NodeOperationError for the first task that failed, where the node stops
 */
export async function runItems<Task>(
	context: IExecuteFunctions,
	items: ReadonlyArray<ReadItem<Task>>,
	{ run, toNodeError, detailsOf, outputCount = 1, passesItemOn = false }: ItemRun<Task>,
): Promise<INodeExecutionData[][]> {
	const given = context.getInputData();
	const goOn = context.continueOnFail();
	const outputs = Array.from({ length: outputCount }, (): INodeExecutionData[] => []);
	const emit = (output: number, itemIndex: number, json: IDataObject): void => {
		const passedOn = passesItemOn ? given[itemIndex] : undefined;
		outputs[output]?.push({ ...passedOn, json, pairedItem: { item: itemIndex } });
	};
	const fail = (
		itemIndex: number,
		error: NodeApiError | NodeOperationError,
		details?: IDataObject,
	): void => {
		emit(outputCount - 1, itemIndex, failedItem(error, itemIndex, details).json);
	};
	for (const [itemIndex, item] of items.entries()) {
		if (!item.ok) {
			fail(itemIndex, item.problem);
			continue;
		}
		const task = item.value;
		try {
			for (const { json, output = 0 } of await run(task)) emit(output, itemIndex, json);
		} catch (error) {
			const lost = goOn ? [] : outputs.flat();
			const failure = toNodeError(error, { itemIndex, task, lost });
			if (!goOn) throw failure;
			fail(itemIndex, failure, detailsOf?.(error));
		}
	}
	return outputs;
}
