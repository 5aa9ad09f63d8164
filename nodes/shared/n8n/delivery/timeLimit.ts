import type { IExecuteFunctions } from 'n8n-workflow';
import type { DeliveryRecord } from '../../delivery/record';
import { retrySpanMs } from '../../delivery/policy/span';
import { writeLogLine } from '../messages/logLine';
import { deliveriesOf, endPending } from './outcome';
import type { ItemOutcome } from './outcome';
import type { Progress } from './deliverOutcomes';

// n8n looks once a minute for what is due, and goes on with the original only after the attempt.
const DATABASE_ROUND_TRIP_MS = 90_000;

/**
 * By when the run should be over, in milliseconds since 1970: soon enough for an attempt that begins
 * just then. After its time limit n8n cancels the execution, and nothing comes out of it; what waits
 * in the database counts. `undefined` when the workflow has no limit. One of the whole n8n cannot be
 * read.
 *
 * @param attemptMs longest time that one attempt takes
 */
export function readEndsByMs(
	context: Pick<IExecuteFunctions, 'getWorkflowSettings'>,
	attemptMs: number,
	nowMs: number,
): number | undefined {
	const { executionTimeout } = context.getWorkflowSettings();
	if (typeof executionTimeout !== 'number' || executionTimeout <= 0) return undefined;
	const limitMs = executionTimeout * 1000;
	return nowMs + limitMs - Math.min(attemptMs, limitMs / 2);
}

/** Whether what waits in the database from now on could come back in time. */
export const canWaitInDatabase = (endsByMs: number | undefined, nowMs: number): boolean =>
	endsByMs === undefined || nowMs + DATABASE_ROUND_TRIP_MS < endsByMs;

const TOO_LATE =
	"The workflow's setting 'Timeout Workflow' ends the execution before the next attempt and its result. Raise the timeout or switch it off, set 'While a Delivery Waits' to 'Go on at Once', or send this record again with the operation Redeliver.";

/** Whether an attempt at this time leaves too little of the limit for its result to come out. */
export const isTooLateFor = (endsByMs: number | undefined, attemptAtMs: number): boolean =>
	endsByMs !== undefined && attemptAtMs + DATABASE_ROUND_TRIP_MS > endsByMs;

/** Ends deliveries for whose next attempt the time limit leaves no room, so that they come out. */
export function endWhatIsTooLate(
	outcomes: ReadonlyArray<ItemOutcome<DeliveryRecord>>,
	endsByMs: number | undefined,
): ReadonlyArray<ItemOutcome<DeliveryRecord>> {
	if (endsByMs === undefined) return outcomes;
	const isTooLate = ({ nextAttemptAt }: DeliveryRecord) =>
		nextAttemptAt !== undefined && isTooLateFor(endsByMs, Date.parse(nextAttemptAt));
	return outcomes.map((outcome) => endPending(outcome, 'notWaited', TOO_LATE, isTooLate));
}

// One line for each node is enough in the log: the outcome of every run tells it again.
const warned = new Set<string>();

/** Says before anything is sent that the time limit may end the retries early. */
export function warnOfTimeLimit(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<ItemOutcome<Progress>>,
	endsByMs: number | undefined,
	nowMs: number,
): void {
	if (endsByMs === undefined) return;
	const isLonger = outcomes
		.flatMap(deliveriesOf)
		.some(
			(each) =>
				each.kind === 'open' &&
				Math.max(nowMs, each.delivery.queuedAtMs) + retrySpanMs(each.delivery.policy) > endsByMs,
		);
	if (!isLonger) return;
	const message = `The workflow's setting 'Timeout Workflow' (${String(context.getWorkflowSettings().executionTimeout)} seconds) is shorter than the retries may take. Deliveries that take longer fail. Raise the timeout or switch it off, choose fewer retries, or set 'While a Delivery Waits' to 'Go on at Once'.`;
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	const { id: nodeId, name } = context.getNode();
	const { id: workflowId } = context.getWorkflow();
	const key = `${workflowId ?? ''} ${nodeId}`;
	if (warned.has(key)) return;
	warned.add(key);
	const data = { workflowId: workflowId ?? '', node: name };
	writeLogLine(context, 'warn', `Send Signed Webhook: ${message}`, data);
}
