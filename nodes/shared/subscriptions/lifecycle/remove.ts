import type { StoredSubscription } from '../stored';
import type { SubscriptionAdapter } from '../adapter';
import { failedRemoval, keptForReuse, madeAtOtherService } from './notices';
import { SubscriptionRecord } from './record';
import { discard, isAtService, isOutOfReach, lookAtUnchecked, tryRemoval } from './removal';
import type { LifecycleOptions, RemovedSubscription } from './types';

/**
 * Removes the trigger's own webhook. What cannot be removed stays remembered as it is, so that the
 * next activation can use it.
 *
 * @returns whether further calls make sense
 */
async function removeOwn(
	adapter: SubscriptionAdapter,
	record: SubscriptionRecord,
): Promise<boolean> {
	const { hook } = record;
	if (!hook) return true;
	if (!isAtService(adapter, hook.target)) {
		record.addLeftover(hook);
		record.setHook(undefined);
		record.notices.push(madeAtOtherService(hook));
		return true;
	}
	const removed = await tryRemoval(adapter, hook);
	if (!removed.ok) {
		record.setHook({ ...hook, isInDoubt: true });
		record.notices.push(failedRemoval(adapter, hook, removed.problem));
		return !isOutOfReach(removed.problem);
	}
	const isKept = removed.value === 'notOffered';
	if (isKept) record.notices.push(keptForReuse(adapter, hook));
	else record.setHook(undefined);
	return !isKept;
}

/**
 * Removes a trigger's webhook from the service, with all others of ours for the same URL and what
 * was left over from earlier. Never throws: n8n would keep the route of the webhook. What could not
 * be removed stays in `stored`, for the next activation to use or remove, and a notice says so.
 *
 * @param url the webhook URL of the trigger, by which a forgotten webhook is found
 */
export async function removeSubscription(
	adapter: SubscriptionAdapter,
	url: string,
	stored: StoredSubscription | undefined,
	options: Pick<LifecycleOptions, 'save'>,
): Promise<RemovedSubscription> {
	const record = new SubscriptionRecord(stored, options.save);
	if (adapter.findOurs) record.addUnchecked({ target: adapter.target, url });
	if (await removeOwn(adapter, record)) {
		await lookAtUnchecked(adapter, record);
		await discard(adapter, record, record.leftovers);
	}
	return {
		...(record.stored && { stored: record.stored }),
		notices: record.notices,
	};
}
