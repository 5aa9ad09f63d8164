import * as n8nWorkflow from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether an agent uses the node: as a tool, it has a type of its own. Agents wait for its answer. */
export const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool');

const library: Partial<typeof n8nWorkflow> = n8nWorkflow;

/**
 * Whether this n8n looks after executions that wait for a sub-execution. Without that, they go on too
 * early, take a failure for a success, or wait for ever after a crash. It got a constant when it
 * learned to; a version number would not tell: 2.39.8 has the constant, 2.40.0 has not.
 */
export const awaitsSubExecutions = library.WAIT_FOR_SUB_EXECUTION !== undefined;
