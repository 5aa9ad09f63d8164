import type { IExecuteFunctions } from 'n8n-workflow';
import type { DeliveryRecord } from '../../../delivery/record';
import { isPending, mapDeliveries, onlyPending, toWaitingItems, withoutBody } from '../outcome';
import type { ItemOutcome } from '../outcome';
import type { BackgroundSettings, DeliverySettings, Original } from '../settings';
import { awaitsSubExecutions } from '../surroundings';
import { startSupervisor, SUPERVISORS } from '../suspend';
import { originalOf, startDetached } from './start';
import { backgroundWorkflow } from './workflows';

const MAY_STILL_SEND = 'It may still make the attempts, under the same IDs.';

/** How a user wants deliveries to go on in the background. */
export interface BackgroundChoice {
	/** Id of the workflow that is told of the end of each delivery. Default: none is told. */
	readonly resultWorkflow?: string | undefined;
	/** Longest wait that is spent in memory there, in milliseconds. */
	readonly inMemoryMs: number;
}

/** How deliveries go on when nobody waits for them, from how their run would go about them. */
export const backgroundSettings = (
	original: Original,
	{ limits, circuitBreaker }: DeliverySettings,
	{ resultWorkflow, inMemoryMs }: BackgroundChoice,
): BackgroundSettings => ({
	// What ends with this execution does not end what goes on without it.
	limits: { ...limits, endsByMs: undefined, waitAtMostMs: inMemoryMs },
	circuitBreaker,
	goOn: true,
	original,
	...(resultWorkflow !== undefined && { resultWorkflow }),
});

/**
 * Hands the deliveries that are left to an execution that goes on with them, while this one goes on
 * at once.
 *
 * @returns one outcome for each, as far as it has come
 * @throws Error when n8n cannot start or store that execution
 */
export async function goOnInBackground(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<ItemOutcome<DeliveryRecord>>,
	runSettings: DeliverySettings,
	choice: BackgroundChoice,
): Promise<Array<ItemOutcome<DeliveryRecord>>> {
	const original = originalOf(context);
	const settings = backgroundSettings(original, runSettings, choice);
	const left = outcomes.filter(isPending).map(onlyPending);
	const items = toWaitingItems(original.node, left);
	if (awaitsSubExecutions) {
		await startSupervisor(
			{ ...settings, depth: SUPERVISORS - 1, end: 'report' },
			items,
			async (workflow, shown, problem) =>
				await startDetached(context, workflow, shown, MAY_STILL_SEND, problem),
		);
	} else {
		await startDetached(context, backgroundWorkflow(settings), items, MAY_STILL_SEND);
	}
	return outcomes.map((outcome) =>
		mapDeliveries(outcome, (record) =>
			record.status === 'pending' ? withoutBody(record) : record,
		),
	);
}
