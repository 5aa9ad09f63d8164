import type { IExecuteFunctions } from 'n8n-workflow';

/** How many executions are looked at, each begun by the next. */
const MOST_ANCESTORS = 20;

/**
 * Whether this run was begun by the end of deliveries of the workflow that is to be told of its own:
 * each would begin the other for ever. It is found as far as n8n has kept the executions before this.
 */
export async function isCircle(
	context: IExecuteFunctions,
	resultWorkflow: string,
): Promise<boolean> {
	let executionId = context.getExecutionId();
	for (let count = 0; count < MOST_ANCESTORS; count += 1) {
		const parent = (await context.getExecutionDataById(executionId))?.parentExecution;
		if (parent === undefined) return false;
		// Who waits for the end of what it began was not told of the end of anything.
		if (parent.shouldResume === false && parent.workflowId === resultWorkflow) return true;
		({ executionId } = parent);
	}
	return true;
}
