import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorReason } from '../../../text/foreignText';
import { operationError } from '../../messages/nodeErrors';
import { attempt, success } from '../../../result';
import type { Result } from '../../../result';
import { deliveriesOf, toItems } from '../outcome';
import { readOutcomes } from '../resume';
import type { BackgroundSettings } from '../settings';
import { detachedFrom } from './start';

/**
 * Tells of the end of deliveries: the result workflow of each, in an item that is its record, and the
 * error workflow of those that failed, by the error that this ends with.
 *
 * @returns what came in
 * @throws NodeApiError when a delivery has failed; its context holds the records of all that have
 * @throws NodeOperationError when the result workflow cannot be started, with all records
 */
export async function reportEnd(
	context: IExecuteFunctions,
	{ original, resultWorkflow }: BackgroundSettings,
): Promise<INodeExecutionData[]> {
	const outcomes = readOutcomes(context);
	const records = outcomes.flatMap(deliveriesOf).map((record) => ({ json: { ...record } }));
	const told: Result<unknown, unknown> =
		resultWorkflow === undefined
			? success(undefined)
			: await attempt(
					async () =>
						await context.executeWorkflow({ id: resultWorkflow }, records, undefined, {
							doNotWaitToFinish: true,
							parentExecution: detachedFrom(context),
						}),
				);
	if (!told.ok) {
		const problem = `The workflow of the field 'Result Workflow' could not be told of the end of the deliveries: ${errorReason(told.problem)}. Publish it again; the records are with this error.`;
		const error = operationError(original.node, problem);
		error.context = { ...error.context, records: records.map(({ json }) => json) };
		throw error;
	}
	toItems(original.node, outcomes, false);
	return context.getInputData();
}
