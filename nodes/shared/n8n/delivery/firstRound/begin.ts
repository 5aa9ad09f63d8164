import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { toRecord } from '../../../delivery/record';
import type { DeliveryRecord } from '../../../delivery/record';
import { originalOf, startDetached } from '../background/start';
import { backgroundSettings } from '../background/goOn';
import type { BackgroundChoice } from '../background/goOn';
import type { Progress } from '../deliverOutcomes';
import type { KeyRing } from '../keyRing';
import { isPending, mapDeliveries, onlyPending, toWaitingItems } from '../outcome';
import type { ItemOutcome } from '../outcome';
import type { DeliverySettings } from '../settings';
import { startSupervisor, SUPERVISORS } from '../suspend';
import { beginRound, endRound } from './underWay';

const toStored = (progress: Progress, { sealer }: KeyRing): DeliveryRecord =>
	progress.kind === 'ended'
		? progress.record
		: toRecord(progress.delivery, sealer, undefined, progress.stored);

/**
 * Stores deliveries in n8n's database before their first attempt. From then on, a crash of n8n during
 * that attempt, or before its result is stored, leads to another one with the same id.
 *
 * @returns what to call when the first attempts are over and what is left of them is stored;
 *   nothing where no attempt is to be made
 * @throws Error when they cannot be stored
 */
export async function storeFirst(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<ItemOutcome<Progress>>,
	keyRing: KeyRing,
	settings: DeliverySettings,
	choice: BackgroundChoice,
): Promise<(() => void) | undefined> {
	const left = outcomes
		.map((outcome) => mapDeliveries(outcome, (progress) => toStored(progress, keyRing)))
		.filter(isPending)
		.map(onlyPending);
	if (left.length === 0) return undefined;
	const original = originalOf(context);
	const name = randomUUID();
	const firstRound = {
		name,
		executionId: context.getExecutionId(),
		runIndex: context.getWorkflowDataProxy(0).$runIndex as number,
		beganAtMs: Date.now(),
	};
	let isStored = false;
	beginRound(name);
	try {
		await startSupervisor(
			{
				...backgroundSettings(original, settings, choice),
				firstRound,
				depth: SUPERVISORS - 1,
				end: 'report',
			},
			toWaitingItems(original.node, left),
			async (workflow, shown, problem) =>
				await startDetached(context, workflow, shown, '', problem),
		);
		isStored = true;
	} finally {
		if (!isStored) endRound(name);
	}
	return () => endRound(name);
}
