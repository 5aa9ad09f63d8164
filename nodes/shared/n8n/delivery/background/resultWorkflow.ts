import type { IExecuteFunctions } from 'n8n-workflow';
import { fieldOf } from '../../../json';
import { attempt, failure, success } from '../../../result';
import type { Result } from '../../../result';
import { errorReason } from '../../../text/foreignText';
import { readText } from '../../parameters';
import { detachedFrom } from './start';

const CHECKED_FOR_MS = 60_000;

// To ask n8n costs an execution of that workflow. What it has said holds for a while.
const checkedAtMs = new Map<string, number>();

/** The id in a field of the type `workflowSelector`; empty when nothing is chosen. */
const idIn = (value: unknown): string =>
	readText(typeof value === 'object' ? fieldOf(value, 'value') : value);

/**
 * Reads the workflow that is told of the end of deliveries, and makes sure that n8n can start it: n8n
 * does so with no item, which does nothing there.
 *
 * @param value of the field 'Result Workflow'
 * @returns its id; `undefined` when none is chosen
 */
export async function readResultWorkflow(
	context: IExecuteFunctions,
	value: unknown,
): Promise<Result<string | undefined>> {
	const id = idIn(value);
	if (id === '') return success(undefined);
	const own = context.getWorkflow().id ?? '';
	if (id === own) {
		return failure(
			"The field 'Result Workflow' is this workflow itself, which would send again each time a delivery ends. Choose another workflow.",
		);
	}
	const key = `${own} ${id}`;
	if (Date.now() - (checkedAtMs.get(key) ?? -Infinity) < CHECKED_FOR_MS) return success(id);
	const started = await attempt(
		async () =>
			await context.executeWorkflow({ id }, [], undefined, {
				parentExecution: detachedFrom(context),
			}),
	);
	if (!started.ok) {
		checkedAtMs.delete(key);
		return failure(
			`The field 'Result Workflow': n8n cannot start that workflow (${errorReason(started.problem)}). Choose one that exists, is published, begins with 'When Executed by Another Workflow' and may be called from here.`,
		);
	}
	checkedAtMs.set(key, Date.now());
	return success(id);
}
