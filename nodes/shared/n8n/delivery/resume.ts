import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { endRecord, resumeDelivery } from '../../delivery/record';
import type { DeliveryRecord, ResumableRecord } from '../../delivery/record';
import { deliverOutcomes, rememberFailure } from './deliverOutcomes';
import type { Progress } from './deliverOutcomes';
import type { DeliverySettings } from './settings';
import { createKeyRing } from './keyRing';
import type { KeyRing } from './keyRing';
import {
	deliveriesOf,
	fromJson,
	isPending,
	mapDeliveries,
	toItems,
	toWaitingItems,
} from './outcome';
import type { ItemOutcome } from './outcome';
import { endWhatIsTooLate } from './timeLimit';
import { errorReason } from '../../text/foreignText';

// While it starts, n8n looks for executions that a crash has cut off, and marks as crashed whatever
// of them runs at that moment. Those that wait are left alone.
const STARTUP_MS = 30_000;

/** For how long n8n is still starting, in milliseconds; 0 once that is over. */
export function startupLeftMs(): number {
	return Math.max(0, STARTUP_MS - performance.now());
}

type Outcomes = ReadonlyArray<ItemOutcome<DeliveryRecord>>;

/** The outcomes that come in. */
export const readOutcomes = (context: IExecuteFunctions): Outcomes =>
	context.getInputData().map(({ json }) => fromJson(json));

const isOpen = (record: DeliveryRecord): record is ResumableRecord =>
	record.status === 'pending' && record.delivery !== undefined;

const NOTHING_TO_SEND =
	'The message is missing from what n8n stored of this delivery. Run the workflow again for this event.';

function toProgress(record: DeliveryRecord, { sealer }: KeyRing): Progress {
	if (record.status !== 'pending') return { kind: 'ended', record };
	if (!isOpen(record))
		return { kind: 'ended', record: endRecord(record, 'notAttempted', NOTHING_TO_SEND) };
	const resumed = resumeDelivery(record, sealer);
	return resumed.ok
		? { kind: 'open', delivery: resumed.value, stored: record.delivery }
		: { kind: 'ended', record: endRecord(record, 'notAttempted', resumed.problem) };
}

/** Brings all deliveries as far as they come now. */
export async function attemptAll(
	context: IExecuteFunctions,
	outcomes: Outcomes,
	settings: DeliverySettings,
): Promise<Outcomes> {
	let keyRing: KeyRing;
	try {
		keyRing = await createKeyRing(context);
	} catch (error) {
		const reason = errorReason(error);
		return outcomes.map((outcome) =>
			mapDeliveries(outcome, (record) =>
				record.status === 'pending'
					? endRecord(record, 'notAttempted', `The credential cannot be used: ${reason}`)
					: record,
			),
		);
	}
	for (const { delivery, health } of outcomes.flatMap(deliveriesOf)) {
		if (delivery && health) {
			rememberFailure(delivery.endpoint.url, Date.parse(health.failingSince));
		}
	}
	const progress = outcomes.map((outcome) =>
		mapDeliveries(outcome, (record) => toProgress(record, keyRing)),
	);
	return await deliverOutcomes(context, progress, keyRing, settings);
}

/**
 * Waits in n8n's database for the attempt that is due first, unless it is due so soon that the
 * attempt can wait for it.
 *
 * @returns the items. What goes out while it waits is all that n8n has stored when it crashes during
 *   the attempts after that: it hands it to the parent then, as the failures that these items say.
 */
export async function waitForNextAttempt(
	context: IExecuteFunctions,
	{ limits }: DeliverySettings,
): Promise<INodeExecutionData[]> {
	// There may be more deliveries than a call can have arguments.
	const dueAtMs = readOutcomes(context)
		.flatMap(deliveriesOf)
		.filter(isOpen)
		.reduce((earliest, { delivery }) => Math.min(earliest, delivery.dueAtMs ?? 0), Infinity);
	if (!Number.isFinite(dueAtMs)) return context.getInputData();
	// The first time, the parent has found the wait too long, and the time in between changes nothing:
	// where n8n starts no sub-execution that waits, the parent takes it that nothing was attempted.
	const isFirst = context.getWorkflowDataProxy(0).$runIndex === 0;
	const startedUpAtMs = Date.now() + startupLeftMs();
	const isDueSoon = dueAtMs <= Date.now() + limits.waitAtMostMs;
	const isStarting = startedUpAtMs > Date.now();
	if (isFirst || !isDueSoon || isStarting) {
		await context.putExecutionToWait(new Date(Math.max(dueAtMs, startedUpAtMs)));
	}
	return context.getInputData();
}

/**
 * Makes the attempts that are due. None while n8n is starting: then they wait until that is over.
 *
 * @returns what is finished, or else what has to wait on: one of the two is empty
 * @throws NodeApiError when all is done, something failed, and the node does not go on after errors
 */
export async function makeAttempts(
	context: IExecuteFunctions,
	settings: DeliverySettings,
): Promise<[finished: INodeExecutionData[], waiting: INodeExecutionData[]]> {
	if (startupLeftMs() > 0) return [[], context.getInputData()];
	const all = await attemptAll(context, readOutcomes(context), settings);
	const outcomes = endWhatIsTooLate(all, settings.limits.endsByMs);
	if (!outcomes.some(isPending)) return [toItems(context.getNode(), outcomes, settings.goOn), []];
	return [[], toWaitingItems(context.getNode(), outcomes)];
}
