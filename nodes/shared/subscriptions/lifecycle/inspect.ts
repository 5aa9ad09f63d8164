import { randomBytes } from 'crypto';
import { isApiFailure } from '../apiError';
import { attempt } from '../../result';
import { isSameSet, isSameTarget, isSameUrl } from '../compare';
import type { StoredHook, StoredSubscription } from '../stored';
import { explainError } from '../subscriptionError';
import type { RemoteHook, SubscriptionAdapter, WantedSubscription } from '../types';
import type { LifecycleOptions } from './types';

/** What is known of a webhook where the API shows none: as far as we know, it is still there. */
const unseen = ({ id }: StoredHook): RemoteHook => ({ id, isActive: true });

/** The secret that the trigger has for a webhook; `undefined` when there is none to be had. */
export function heldSecret(
	{ takesSecret }: SubscriptionAdapter,
	wanted: WantedSubscription,
	hook: StoredHook | undefined,
	{ secrets }: LifecycleOptions,
): string | undefined {
	if (takesSecret && wanted.secret !== undefined) return wanted.secret;
	return hook?.sealedSecret === undefined ? undefined : secrets.open(hook.sealedSecret);
}

/** The same, or for adapters that take a secret a new one where there is none. */
export function secretToGive(
	adapter: SubscriptionAdapter,
	wanted: WantedSubscription,
	hook: StoredHook | undefined,
	options: LifecycleOptions,
): string | undefined {
	const held = heldSecret(adapter, wanted, hook, options);
	if (held !== undefined || !adapter.takesSecret) return held;
	return options.newSecret?.() ?? randomBytes(32).toString('hex');
}

/** Whether the trigger can check what a webhook signs, if nothing about the webhook is changed. */
export function hasSecretOf(
	adapter: SubscriptionAdapter,
	wanted: WantedSubscription,
	hook: StoredHook,
	options: LifecycleOptions,
): boolean {
	const held = heldSecret(adapter, wanted, hook, options);
	// Some services sign with a secret that people made there, and tell none.
	if (!adapter.takesSecret) return hook.sealedSecret === undefined || held !== undefined;
	return held !== undefined && options.secrets.fingerprint(held) === hook.secretFingerprint;
}

/** Whether a webhook is all that is wanted, by what is remembered and what the service shows. */
export function isAsWanted(
	adapter: SubscriptionAdapter,
	wanted: WantedSubscription,
	hook: StoredHook,
	remote: RemoteHook,
	options: LifecycleOptions,
): boolean {
	const showsAll = remote.url !== undefined && remote.events !== undefined;
	// A secret is never shown, so after a failed change only a new one is sure.
	if (hook.isInDoubt && (adapter.takesSecret || !showsAll)) return false;
	return (
		remote.isActive &&
		isSameUrl(remote.url ?? hook.url, wanted.url) &&
		isSameSet(remote.events ?? hook.events, wanted.events) &&
		hasSecretOf(adapter, wanted, hook, options)
	);
}

/** How the service shows a webhook; `undefined` when it does not have it any more. */
export async function look(
	adapter: SubscriptionAdapter,
	hook: StoredHook,
	found: readonly RemoteHook[],
): Promise<RemoteHook | undefined> {
	const { read, findOurs } = adapter;
	const isOwn = ({ id }: RemoteHook): boolean => id === hook.id;
	const listed = found.find(isOwn);
	if (listed) return listed;
	if (!read) return findOurs ? (await findOurs(hook.url, hook.target)).find(isOwn) : unseen(hook);
	const shown = await attempt(async () => await read(hook));
	if (shown.ok) return shown.value;
	if (isApiFailure(shown.problem, 'notFound')) return undefined;
	throw shown.problem;
}

async function isThere(
	adapter: SubscriptionAdapter,
	wanted: WantedSubscription,
	hook: StoredHook,
	options: LifecycleOptions,
): Promise<boolean> {
	const found = await adapter.findOurs?.(wanted.url, adapter.target);
	if (found && (found.length !== 1 || found[0]?.id !== hook.id)) return false;
	const remote = await look(adapter, hook, found ?? []);
	return remote !== undefined && isAsWanted(adapter, wanted, hook, remote, options);
}

/**
 * Whether a trigger's webhook exists at the service as it is wanted, and no second one of ours for
 * the same URL. Changes nothing.
 *
 * @throws SubscriptionError when the service cannot be asked
 */
export async function isInPlace(
	adapter: SubscriptionAdapter,
	wanted: WantedSubscription,
	stored: StoredSubscription | undefined,
	options: LifecycleOptions,
): Promise<boolean> {
	const hook = stored?.hook;
	if (!hook || stored.leftovers.length > 0 || stored.unchecked.length > 0) return false;
	if (!isSameTarget(hook.target, adapter.target)) return false;
	const asked = await attempt(async () => await isThere(adapter, wanted, hook, options));
	if (asked.ok) return asked.value;
	throw explainError(asked.problem, adapter, wanted, []);
}
