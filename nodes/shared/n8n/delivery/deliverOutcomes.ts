import type { IExecuteFunctions } from 'n8n-workflow';
import { unlessItFails } from '../../delivery/advance';
import { giveUp } from '../../delivery/delivery';
import { createEndpointHealth } from '../../delivery/health/endpointHealth';
import { toRecordSafely } from '../../delivery/record';
import type { DeliveryRecord } from '../../delivery/record';
import { runTasks } from '../../delivery/schedule/runTasks';
import { endpointKeyOf } from '../../delivery/endpoints/endpointKey';
import { createRuntime } from '../http/runtime';
import { createTransport } from '../http/transport';
import type { KeyRing } from './keyRing';
import { allIn, changePending, takeStep } from './line';
import type { OpenDelivery } from './line';
import { deliveriesOf } from './outcome';
import type { ItemOutcome } from './outcome';
import type { DeliverySettings } from './settings';
import { createCancellationReader, forgetEnded } from './register/register';
import { withRecords, withRecordsAtFirstItem } from './together';
import { errorReason } from '../../text/foreignText';

/** A delivery that may still move on, or the record of one that has ended. */
export type Progress = OpenDelivery | { readonly kind: 'ended'; readonly record: DeliveryRecord };

// What is known about endpoints belongs to them, whichever workflow sends; it lives as long as the
// process, and waiting deliveries bring it back after that.
const health = createEndpointHealth();

/** Recalls since when an endpoint fails, from before a restart. */
export function rememberFailure(url: string, failingSinceMs: number): void {
	health.restore(endpointKeyOf(url), failingSinceMs);
}

/**
 * Brings all deliveries as far as they come now: to their end, or to a wait that is longer than the
 * limits allow.
 */
export async function deliverOutcomes(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<ItemOutcome<Progress>>,
	{ findKeys, authenticator, sealer }: KeyRing,
	{ limits, circuitBreaker }: DeliverySettings,
): Promise<ReadonlyArray<ItemOutcome<DeliveryRecord>>> {
	const cancelSignal = context.getExecutionCancelSignal();
	const runtime = createRuntime(cancelSignal);
	const transport = createTransport(context, cancelSignal);
	const tools = {
		transport,
		runtime,
		findKeys,
		findAuthentication: authenticator.finderWith(transport, runtime),
		health,
		circuitBreaker,
		isCancelled: createCancellationReader(context),
	};
	const tasks = outcomes.flatMap(deliveriesOf).flatMap((progress) => {
		if (progress.kind === 'ended' || progress.delivery.status !== 'pending') return [];
		return {
			progress,
			endpoint: endpointKeyOf(progress.delivery.endpoint.url),
			dueAtMs: progress.delivery.dueAtMs,
			step: async () => await takeStep(progress, limits.keepOrder, tools),
		};
	});
	const { left, rejected } = await runTasks(tasks, limits, runtime);
	for (const { task, dueAtMs } of left) {
		changePending(task.progress, (delivery) =>
			runtime.isCancelled()
				? giveUp(delivery, 'cancelled')
				: { ...delivery, dueAtMs: Math.max(dueAtMs, delivery.dueAtMs) },
		);
	}
	for (const { task, error } of rejected) {
		const reason = errorReason(error);
		changePending(task.progress, (delivery) => giveUp(delivery, 'notAttempted', reason));
	}
	await forgetEnded(
		context,
		tasks.map(({ progress }) => progress),
	);
	const toRecords = (progress: Progress): DeliveryRecord[] =>
		progress.kind === 'ended'
			? [progress.record]
			: allIn(progress).map(({ delivery, stored }) =>
					toRecordSafely(
						delivery,
						sealer,
						unlessItFails(() => health.report(endpointKeyOf(delivery.endpoint.url))),
						stored,
					),
				);
	return withRecordsAtFirstItem(outcomes.map((outcome) => withRecords(outcome, toRecords)));
}
