import type { IExecuteFunctions } from 'n8n-workflow';
import { advance, unlessItFails } from '../../delivery/advance';
import { giveUp } from '../../delivery/delivery';
import type { Delivery } from '../../delivery/delivery';
import { createEndpointHealth } from '../../delivery/health/endpointHealth';
import { toRecordSafely } from '../../delivery/record';
import type { DeliveryRecord } from '../../delivery/record';
import type { StoredDelivery } from '../../delivery/storedDelivery';
import { runTasks } from '../../delivery/schedule/runTasks';
import { endpointKeyOf } from '../../delivery/endpoints/endpointKey';
import { createRuntime } from '../http/runtime';
import { createTransport } from '../http/transport';
import type { KeyRing } from './keyRing';
import { deliveriesOf, mapDeliveries } from './outcome';
import type { ItemOutcome } from './outcome';
import type { DeliverySettings } from './settings';
import { errorReason } from '../../text/foreignText';

/** A delivery that may still move on, or the record of one that has ended. */
export type Progress =
	| {
			readonly kind: 'open';
			delivery: Delivery;
			/** What it was restored from; absent when it is new. */
			readonly stored?: StoredDelivery;
	  }
	| { readonly kind: 'ended'; readonly record: DeliveryRecord };

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
): Promise<Array<ItemOutcome<DeliveryRecord>>> {
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
	};
	const tasks = outcomes.flatMap(deliveriesOf).flatMap((progress) => {
		if (progress.kind === 'ended' || progress.delivery.status !== 'pending') return [];
		return {
			progress,
			endpoint: endpointKeyOf(progress.delivery.endpoint.url),
			dueAtMs: progress.delivery.dueAtMs,
			step: async () => {
				progress.delivery = await advance(progress.delivery, tools);
				const { status, dueAtMs } = progress.delivery;
				return status === 'pending'
					? ({ kind: 'again', dueAtMs } as const)
					: ({ kind: 'done' } as const);
			},
		};
	});
	const { left, rejected } = await runTasks(tasks, limits, runtime);
	for (const { task, dueAtMs } of left) {
		const { delivery } = task.progress;
		task.progress.delivery = runtime.isCancelled()
			? giveUp(delivery, 'cancelled')
			: { ...delivery, dueAtMs };
	}
	for (const { task, error } of rejected) {
		task.progress.delivery = giveUp(task.progress.delivery, 'notAttempted', errorReason(error));
	}
	return outcomes.map((outcome) =>
		mapDeliveries(outcome, (progress) =>
			progress.kind === 'ended'
				? progress.record
				: toRecordSafely(
						progress.delivery,
						sealer,
						unlessItFails(() => health.report(endpointKeyOf(progress.delivery.endpoint.url))),
						progress.stored,
					),
		),
	);
}
