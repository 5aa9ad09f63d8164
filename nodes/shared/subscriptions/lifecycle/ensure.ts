import { attempt } from '../../result';
import { isSameTarget } from '../compare';
import type { StoredHook, StoredSubscription } from '../stored';
import { explainError } from '../subscriptionError';
import type { KnownHook, RemoteHook, SubscriptionAdapter, WantedSubscription } from '../types';
import { changeHook, toAdoptedHook } from './change';
import { hasSecretOf, isAsWanted, look, secretToGive } from './inspect';
import { makeHook } from './make';
import { madeAtOtherService } from './notices';
import { SubscriptionRecord } from './record';
import { discard, isAtService, lookAtUnchecked, toKnownHook } from './removal';
import type { EnsuredSubscription, LifecycleOptions, Run } from './types';

/** Lets go of what is left over from earlier, and of the webhook at another target. */
async function clearEarlier({ adapter, record, wanted }: Run): Promise<void> {
	const { hook } = record;
	if (hook && !isSameTarget(hook.target, adapter.target)) {
		record.addLeftover(hook);
		record.setHook(undefined);
		if (!isAtService(adapter, hook.target)) record.notices.push(madeAtOtherService(hook));
	}
	// Where the webhook is wanted, we look anyway, and what is there may be used.
	record.dropUnchecked({ target: adapter.target, url: wanted.url });
	await lookAtUnchecked(adapter, record, wanted.url);
	await discard(adapter, record, record.leftovers, wanted.url);
}

/** What is at the service for the trigger. */
interface Situation {
	/** The remembered webhook, if it can be used as it is or changed. */
	readonly own: StoredHook | undefined;
	/** Whether it needs no change. */
	readonly isAsWanted: boolean;
	/** Every webhook of ours for the URL. */
	readonly found: readonly RemoteHook[];
}

/** Looks at the service, and forgets the remembered webhook if it is gone. */
async function lookAround({ adapter, wanted, record, options }: Run): Promise<Situation> {
	const found = (await adapter.findOurs?.(wanted.url, adapter.target)) ?? [];
	const { hook } = record;
	const remote = hook && (await look(adapter, hook, found));
	if (!hook || !remote) {
		if (hook) record.setHook(undefined);
		return { own: undefined, isAsWanted: false, found };
	}
	if (isAsWanted(adapter, wanted, hook, remote, options)) {
		return { own: hook, isAsWanted: true, found };
	}
	const canChange = adapter.takesSecret || hasSecretOf(adapter, wanted, hook, options);
	return { own: adapter.update && canChange ? hook : undefined, isAsWanted: false, found };
}

/** Webhooks of ours but the one that is kept. */
function listOthers(
	{ adapter, wanted, record: { hook } }: Run,
	found: readonly RemoteHook[],
	kept: StoredHook | undefined,
): readonly KnownHook[] {
	const foundElse = found
		.filter(({ id }) => id !== hook?.id)
		.map((remote) => toKnownHook(remote, wanted.url, adapter.target));
	return [...(hook ? [hook] : []), ...foundElse].filter(({ id }) => id !== kept?.id);
}

/** Uses the remembered webhook, else one of ours that is there, else makes one. */
async function settle(run: Run): Promise<string | undefined> {
	const { adapter, wanted, record, options } = run;
	const situation = await lookAround(run);
	const { own, found } = situation;
	const secret = secretToGive(adapter, wanted, record.hook, options);
	// The secret of a forgotten webhook can only be replaced.
	const [forgotten] = adapter.takesSecret && adapter.update ? found : [];
	const kept = own ?? (forgotten && toAdoptedHook(run, forgotten));
	const others = listOthers(run, found, kept);
	if (!kept) return await makeHook(run, secret, others);
	await discard(adapter, record, others, wanted.url);
	if (situation.isAsWanted) {
		record.setHook({ ...kept, url: wanted.url, events: wanted.events, isInDoubt: false });
		return secret;
	}
	if ((await changeHook(run, kept, secret)) === 'changed') return secret;
	return await makeHook(run, secret, record.hook ? [record.hook] : []);
}

/**
 * Makes sure that a trigger's webhook exists at the service as it is wanted, and no second one of
 * ours for the same URL. Uses what is there where it can: a webhook that was made earlier, even if
 * it was forgotten, and makes one only when there is none.
 *
 * @throws SubscriptionError with advice, when the service refuses or cannot be reached
 */
export async function ensureSubscription(
	adapter: SubscriptionAdapter,
	wanted: WantedSubscription,
	stored: StoredSubscription | undefined,
	options: LifecycleOptions,
): Promise<EnsuredSubscription> {
	const record = new SubscriptionRecord(stored, options.save);
	const run: Run = { adapter, wanted, options, record };
	const ensured = await attempt(async () => {
		await clearEarlier(run);
		return await settle(run);
	});
	if (!ensured.ok) throw explainError(ensured.problem, adapter, wanted, record.notices);
	const isEntered = adapter.takesSecret && wanted.secret !== undefined;
	return {
		stored: record.current,
		...(ensured.value !== undefined && !isEntered && { secret: ensured.value }),
		notices: record.notices,
	};
}
