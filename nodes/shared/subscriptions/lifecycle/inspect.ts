import { randomBytes } from 'crypto';
import { attempt } from '../../result';
import { isSameSet, isSameTarget, isSameUrl } from '../compare';
import { callToRead } from '../outcomes';
import type { StoredHook, StoredSubscription } from '../stored';
import { explainError } from '../subscriptionError';
import type { KnownHook, RemoteHook, SubscriptionAdapter, WantedSubscription } from '../adapter';
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
 * The webhook to go on with: one to use as it is (`keep`), or one to change first (`change`), which
 * may be one of ours that was forgotten.
 */
interface ChosenHook {
	readonly action: 'change' | 'keep';
	readonly hook: StoredHook;
}

/** What has to be done so that exactly one webhook is there, as it is wanted. */
export type Plan = {
	/** What the webhook signs with afterwards, if the trigger can know it. */
	readonly secret: string | undefined;
	/** Whether the service does not have the remembered webhook any more. */
	readonly isGone: boolean;
	/** All other webhooks of ours for the URL, which have to go. */
	readonly others: readonly KnownHook[];
} & (ChosenHook | { readonly action: 'make' });

function chooseHook(
	circumstances: Circumstances,
	hook: StoredHook | undefined,
	remote: RemoteHook | undefined,
	found: readonly RemoteHook[],
): ChosenHook | undefined {
	const { takesSecret, update } = circumstances.adapter;
	if (hook && remote && isAsWanted(circumstances, hook, remote)) return { action: 'keep', hook };
	if (!update) return undefined;
	if (hook && (takesSecret || hasSecretOf(circumstances, hook))) return { action: 'change', hook };
	// The secret of a forgotten webhook can only be replaced.
	const [forgotten] = takesSecret ? found : [];
	return forgotten && { action: 'change', hook: toAdoptedHook(circumstances, forgotten) };
}

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
	const chosen = chooseHook(circumstances, hook, remote, found);
	const ours: readonly KnownHook[] = [...(hook ? [hook] : []), ...foundElse];
	return {
		...(chosen ?? { action: 'make' }),
		secret: secretToGive(circumstances, hook),
		isGone: remembered !== undefined && hook === undefined,
		others: ours.filter(({ id }) => id !== chosen?.hook.id),
	};
}
