import { attempt } from '../../result';
import { isSameTarget } from '../compare';
import type { StoredSubscription } from '../stored';
import { explainError } from '../subscriptionError';
import type { SubscriptionAdapter, WantedSubscription } from '../adapter';
import { changeHook } from './change';
import { planActivation } from './inspect';
import type { Plan } from './inspect';
import { makeHook } from './make';
import { madeAtOtherService } from './notices';
import { SubscriptionRecord } from './record';
import { discard, isAtService, lookAtUnchecked } from './removal';
import type { Activation, EnsuredSubscription, LifecycleOptions } from './types';

/** Lets go of what is left over from earlier, and of the webhook at another target. */
async function clearEarlier({ adapter, record, wanted }: Activation): Promise<void> {
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

/** The webhook that is in place now. */
interface Settled {
	/** What it signs with, if the trigger can know it. */
	readonly secret: string | undefined;
	readonly isNew: boolean;
}

/** Keeps, changes or makes the webhook, and removes the others. */
async function carryOut(activation: Activation, plan: Plan): Promise<Settled> {
	const { adapter, wanted, record } = activation;
	const { secret, others } = plan;
	if (plan.isGone) record.setHook(undefined);
	if (plan.action === 'make') {
		return { secret: await makeHook(activation, secret, others), isNew: true };
	}
	await discard(adapter, record, others, wanted.url);
	if (plan.action === 'keep') {
		record.setHook({ ...plan.hook, url: wanted.url, events: wanted.events, isInDoubt: false });
		return { secret, isNew: false };
	}
	if ((await changeHook(activation, plan.hook, secret)) === 'changed') {
		return { secret, isNew: false };
	}
	const replaced = record.hook ? [record.hook] : [];
	return { secret: await makeHook(activation, secret, replaced), isNew: true };
}

/** Some services make two webhooks of one call, or keep what they said was removed. */
async function removeDoubles({ adapter, record, wanted }: Activation): Promise<void> {
	if (!adapter.findOurs) return;
	const tried = record.leftovers.map(({ id }) => id);
	record.addUnchecked({ target: adapter.target, url: wanted.url });
	await lookAtUnchecked(adapter, record);
	const doubles = record.leftovers.filter(({ id }) => !tried.includes(id));
	await discard(adapter, record, doubles);
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
	const activation: Activation = { adapter, wanted, options, record };
	const ensured = await attempt(async () => {
		await clearEarlier(activation);
		const plan = await planActivation(activation, record.hook);
		const { secret, isNew } = await carryOut(activation, plan);
		if (isNew) await removeDoubles(activation);
		return secret;
	});
	if (!ensured.ok) throw explainError(ensured.problem, adapter, wanted, record.notices);
	const isEntered = adapter.takesSecret && wanted.secret !== undefined;
	return {
		stored: record.current,
		...(ensured.value !== undefined && !isEntered && { secret: ensured.value }),
		notices: record.notices,
	};
}
