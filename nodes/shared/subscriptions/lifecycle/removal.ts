import { isApiFailure } from '../api/error';
import { attempt, success } from '../../result';
import type { Result } from '../../result';
import { isSameTarget, isSameUrl } from '../compare';
import type {
	KnownHook,
	Removal,
	RemoteHook,
	SubscriptionAdapter,
	SubscriptionTarget,
} from '../adapter';
import { toKnownHook } from './hooks';
import { failedLook, failedRemoval, goneAtEarlierTarget, removalNotOffered } from './notices';
import type { SubscriptionRecord } from './record';

/** Removes a webhook. Never throws. */
export async function tryRemoval(
	adapter: SubscriptionAdapter,
	hook: KnownHook,
): Promise<Result<Removal, unknown>> {
	const removed = await attempt(async () => await adapter.remove(hook));
	if (removed.ok) return removed;
	if (isApiFailure(removed.problem, 'notFound')) return success('gone');
	if (isApiFailure(removed.problem, 'notOffered')) return success('notOffered');
	return removed;
}

/** Whether an adapter can reach what is at a target: that of another service it cannot. */
export const isAtService = ({ target }: SubscriptionAdapter, other: SubscriptionTarget): boolean =>
	target.service === other.service;

/** Whether further calls would only fail for the same reason. */
export const isOutOfReach = (error: unknown): boolean =>
	isApiFailure(error, 'network', 'rateLimited', 'unauthorized');

/** Whether trying again later may go better without anybody doing anything. */
const isTemporary = (error: unknown): boolean =>
	isApiFailure(error, 'badResponse', 'network', 'rateLimited', 'serverError');

/**
 * Whether a failed removal ends an activation: two webhooks for one URL tell everything twice.
 * Where the API lets us look, all that exists is found again by the next activation. Where it does
 * not, an activation that fails would forget the new webhook, so the old one is rather left over.
 */
function endsActivation(
	adapter: SubscriptionAdapter,
	{ url, target }: Pick<KnownHook, 'url' | 'target'>,
	activatedUrl: string | undefined,
	error: unknown,
): boolean {
	if (activatedUrl === undefined || !isSameUrl(url, activatedUrl) || !adapter.findOurs)
		return false;
	return isTemporary(error) || isSameTarget(target, adapter.target);
}

function removalNotices(
	adapter: SubscriptionAdapter,
	hook: KnownHook,
	removal: Removal,
): readonly string[] {
	if (removal === 'notOffered') return [removalNotOffered(adapter, hook)];
	const isEarlierTarget = !isSameTarget(hook.target, adapter.target);
	return removal === 'gone' && isEarlierTarget ? [goneAtEarlierTarget(adapter, hook)] : [];
}

/**
 * Removes webhooks that are no longer wanted. What cannot be removed stays remembered as left over.
 *
 * @param activatedUrl the URL that is about to be used; absent when nothing is
 * @throws when a webhook would tell that URL everything a second time
 */
export async function discard(
	adapter: SubscriptionAdapter,
	record: SubscriptionRecord,
	hooks: readonly KnownHook[],
	activatedUrl?: string,
): Promise<void> {
	for (const hook of hooks) record.addLeftover(hook);
	for (const hook of hooks) {
		if (!isAtService(adapter, hook.target)) continue;
		const removed = await tryRemoval(adapter, hook);
		if (removed.ok) {
			record.dropLeftover(hook);
			record.notices.push(...removalNotices(adapter, hook, removed.value));
			continue;
		}
		if (endsActivation(adapter, hook, activatedUrl, removed.problem)) throw removed.problem;
		record.notices.push(failedRemoval(adapter, hook, removed.problem));
		if (isOutOfReach(removed.problem)) return;
	}
}

/**
 * Looks where webhooks of ours may be that are not known by id, and remembers those that it finds
 * as left over, but not the trigger's own.
 *
 * @param activatedUrl the URL that is about to be used; absent when nothing is
 * @throws when a webhook may be there that would tell that URL everything a second time
 */
export async function lookAtUnchecked(
	adapter: SubscriptionAdapter,
	record: SubscriptionRecord,
	activatedUrl?: string,
): Promise<void> {
	for (const place of record.unchecked) {
		const { findOurs } = adapter;
		const { url, target } = place;
		if (!findOurs || !isAtService(adapter, target)) continue;
		const looked = await attempt(async () => await findOurs(url, target));
		if (looked.ok) {
			const { hook } = record;
			const isOwn = ({ id }: RemoteHook): boolean =>
				hook?.id === id && isSameTarget(hook.target, target);
			const others = looked.value.filter((remote) => !isOwn(remote));
			others.forEach((remote) => record.addLeftover(toKnownHook(remote, url, target)));
			record.dropUnchecked(place);
			continue;
		}
		if (endsActivation(adapter, place, activatedUrl, looked.problem)) throw looked.problem;
		record.notices.push(failedLook(adapter, place, looked.problem));
		if (isOutOfReach(looked.problem)) return;
	}
}
