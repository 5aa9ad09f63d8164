import type { IExecuteFunctions } from 'n8n-workflow';
import type { Limits } from '../../../delivery/schedule/types';
import { errorReason } from '../../../text/foreignText';
import type { BackgroundChoice } from '../background/goOn';
import { ROUND_MS } from '../round';
import { awaitsSubExecutions } from '../surroundings';

/** How deliveries are stored before their first attempt. */
export interface StoresFirst {
	/** How they go on should n8n crash. */
	readonly background: BackgroundChoice;
	/** Whether n8n can store what the first attempts leave, so that they need not take long. */
	readonly canStoreRest: boolean;
}

/** Why deliveries cannot be stored before their first attempt; `undefined` when they can. */
export function findProblemWithFirst(
	context: Pick<IExecuteFunctions, 'getWorkflowSettings'>,
): string | undefined {
	if (!awaitsSubExecutions) {
		return "The field 'Survive Restarts' is set to 'Everything', which this version of n8n cannot do. Update n8n to 2.41 or later, or choose 'Retries'.";
	}
	// Without the execution that crashed, nobody could tell it from one that ended well.
	return context.getWorkflowSettings().saveDataErrorExecution === 'none'
		? "The field 'Survive Restarts' is set to 'Everything', for which n8n has to keep executions that crashed. Set 'Save failed production executions' to 'Save' in the settings of the workflow, or choose 'Retries'."
		: undefined;
}

/** How much the first round does: what has not begun soon enough is stored and goes on from there. */
export function firstRoundLimits(limits: Limits, { canStoreRest }: StoresFirst): Limits {
	if (!canStoreRest) return limits;
	const startsUntilMs = Date.now() + ROUND_MS;
	const { endsByMs = Infinity } = limits;
	return { ...limits, startsUntilMs, endsByMs: Math.min(startsUntilMs, endsByMs) };
}

/** What is said when deliveries could not be stored before their first attempt. */
export const notStoredFirst = (error: unknown): string =>
	`The field 'Survive Restarts' is set to 'Everything', and n8n could not store the deliveries: ${errorReason(error)}. Nothing was sent. Run the workflow again, or choose 'Retries'.`;
