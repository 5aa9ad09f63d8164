import type { IExecuteFunctions, INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { failure } from '../../result';
import type { Result } from '../../result';
import { parameterReaders } from '../parameters';
import type { ParameterReader } from '../parameters';
import { operationError } from '../messages/nodeErrors';

/** What an item asks for, ready to be done, or the error that names the field to change. */
export type ReadItem<Task> = Result<Task, NodeOperationError>;

/** Reads and checks the fields of one item. It calls nobody and changes nothing. */
export type ItemReader<Task> = (
	parameter: ParameterReader,
	item: INodeExecutionData,
	itemIndex: number,
) => Result<Task> | Promise<Result<Task>>;

/**
 * Reads and checks the fields of all items, before anything is done for the first of them: if
 * you fix a mistake and run the node again, nothing happens twice.
 *
 * @throws NodeOperationError for the first item that cannot be used, unless the node goes on after
 * errors
 */
export async function readItems<Task>(
	context: IExecuteFunctions,
	read: ItemReader<Task>,
): Promise<Array<ReadItem<Task>>> {
	const node = context.getNode();
	const readerOf = parameterReaders(context);
	const items: Array<ReadItem<Task>> = [];
	for (const [itemIndex, item] of context.getInputData().entries()) {
		let problem: string | Error;
		try {
			const task = await read(readerOf(itemIndex), item, itemIndex);
			if (task.ok) {
				items.push(task);
				continue;
			}
			problem = task.problem;
		} catch (error) {
			// An expression that cannot be evaluated is a mistake in this item alone.
			problem = error instanceof Error ? error : new Error(String(error));
		}
		const error = operationError(node, problem, { itemIndex });
		if (!context.continueOnFail()) throw error;
		items.push(failure(error));
	}
	return items;
}
