import { randomBytes } from 'crypto';
import { attempt } from '../../result';
import { isSameSet, isSameTarget, isSameUrl } from '../compare';
import { callToRead } from '../outcomes';
import type { StoredHook, StoredSubscription } from '../stored';
import { explainError } from '../subscriptionError';
import type { KnownHook, RemoteHook, SubscriptionAdapter, WantedSubscription } from '../types';
import { toAdoptedHook, toKnownHook } from './hooks';
import type { Circumstances, LifecycleOptions } from './types';

/** What is known of a webhook where the API shows none: as far as we know, it is still there. */
const unseen = ({ id }: StoredHook): RemoteHook => ({ id, isActive: true });

/** The secret that the trigger has for a webhook; `undefined` when there is none to be had. */
function heldSecret(
	{ adapter, wanted, options }: Circumstances,
	hook: StoredHook | undefined,
): string | undefined {
	if (adapter.takesSecret && wanted.secret !== undefined) return wanted.secret;
	return hook?.sealedSecret === undefined ? undefined : options.secrets.open(hook.sealedSecret);
}

/** The same, or for adapters that take a secret a new one where there is none. */
function secretToGive(
	circumstances: Circumstances,
	hook: StoredHook | undefined,
): string | undefined {
	const { adapter, options } = circumstances;
	const held = heldSecret(circumstances, hook);
	if (held !== undefined || !adapter.takesSecret) return held;
	return options.newSecret?.() ?? randomBytes(32).toString('hex');
}

/** Whether the trigger can check what a webhook signs, if nothing about the webhook is changed. */
function hasSecretOf(circumstances: Circumstances, hook: StoredHook): boolean {
	const { adapter, options } = circumstances;
	const held = heldSecret(circumstances, hook);
	// Some services sign with a secret that people made there, and tell none.
	if (!adapter.takesSecret) return hook.sealedSecret === undefined || held !== undefined;
	return held !== undefined && options.secrets.fingerprint(held) === hook.secretFingerprint;
}

/** Whether a webhook is all that is wanted, by what is remembered and what the service shows. */
function isAsWanted(circumstances: Circumstances, hook: StoredHook, remote: RemoteHook): boolean {
	const { adapter, wanted } = circumstances;
	const showsAll = remote.url !== undefined && remote.events !== undefined;
	// A secret is never shown, so after a failed change only a new one is sure.
	if (hook.isInDoubt && (adapter.takesSecret || !showsAll)) return false;
	return (
		remote.isActive &&
		isSameUrl(remote.url ?? hook.url, wanted.url) &&
		isSameSet(remote.events ?? hook.events, wanted.events) &&
		hasSecretOf(circumstances, hook)
	);
}

/** How the service shows a webhook; `undefined` when it does not have it any more. */
async function look(
	{ adapter }: Circumstances,
	hook: StoredHook,
	found: readonly RemoteHook[],
): Promise<RemoteHook | undefined> {
	const { read, findOurs } = adapter;
	const isOwn = ({ id }: RemoteHook): boolean => id === hook.id;
	const listed = found.find(isOwn);
	if (listed) return listed;
	if (!read) return findOurs ? (await findOurs(hook.url, hook.target)).find(isOwn) : unseen(hook);
	return await callToRead(async () => await read(hook));
}

async function isThere(circumstances: Circumstances, hook: StoredHook): Promise<boolean> {
	const { adapter, wanted } = circumstances;
	const found = await adapter.findOurs?.(wanted.url, adapter.target);
	if (found && (found.length !== 1 || found[0]?.id !== hook.id)) return false;
	const remote = await look(circumstances, hook, found ?? []);
	return remote !== undefined && isAsWanted(circumstances, hook, remote);
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
	const asked = await attempt(async () => await isThere({ adapter, wanted, options }, hook));
	if (asked.ok) return asked.value;
	throw explainError(asked.problem, adapter, wanted, []);
}

/**
 * What has to be done so that exactly one webhook is there, as it is wanted: the webhook to use as
 * it is (`keep`), the one to change first (`change`), or to make one (`make`).
 */
export type Plan = {
	/** What the webhook signs with afterwards, if the trigger can know it. */
	readonly secret: string | undefined;
	/** Whether the service does not have the remembered webhook any more. */
	readonly isGone: boolean;
	/** All other webhooks of ours for the URL, which have to go. */
	readonly others: readonly KnownHook[];
} & (
	{ readonly action: 'change' | 'keep'; readonly hook: StoredHook } | { readonly action: 'make' }
);

/** Looks at the service, and says what has to be done. Changes nothing. */
export async function planActivation(
	circumstances: Circumstances,
	remembered: StoredHook | undefined,
): Promise<Plan> {
	const { adapter, wanted } = circumstances;
	const found = (await adapter.findOurs?.(wanted.url, adapter.target)) ?? [];
	const remote = remembered && (await look(circumstances, remembered, found));
	const hook = remote && remembered;
	const foundElse = found
		.filter(({ id }) => id !== hook?.id)
		.map((each) => toKnownHook(each, wanted.url, adapter.target));
	const plan = {
		secret: secretToGive(circumstances, hook),
		isGone: remembered !== undefined && hook === undefined,
	};
	if (hook && isAsWanted(circumstances, hook, remote)) {
		return { ...plan, action: 'keep', hook, others: foundElse };
	}
	const all = [...(hook ? [hook] : []), ...foundElse];
	// The secret of a forgotten webhook can only be replaced.
	const isReplaceable = adapter.takesSecret && adapter.update !== undefined;
	const [forgotten] = isReplaceable ? found : [];
	const canChange = hook && adapter.update && (isReplaceable || hasSecretOf(circumstances, hook));
	const changed = canChange ? hook : forgotten && toAdoptedHook(circumstances, forgotten);
	if (!changed) return { ...plan, action: 'make', others: all };
	const others = all.filter(({ id }) => id !== changed.id);
	return { ...plan, action: 'change', hook: changed, others };
}
