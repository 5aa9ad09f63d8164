import type { Runtime } from '../../http/runtime';
import { Run } from './run';
import type { Limits, RunReport, Task } from './types';

/**
 * Does the steps of tasks when they are due, as many at once as the limits allow. A task that waits
 * for its next step holds up no other, but for those behind it where order is kept. Endpoints take
 * turns, so that a long queue or a slow answer at one of them does not delay the others.
 *
 * Ends when every task is done or left; after a cancellation as soon as the running steps are back,
 * and then all the rest is left. A step that is rejected ends its task alone. Never rejects.
 */
export async function runTasks<T extends Task>(
	tasks: readonly T[],
	limits: Limits,
	runtime: Runtime,
): Promise<RunReport<T>> {
	return await new Run<T>(limits, runtime).all(tasks);
}
