import type { IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../../../json';
import { attempt } from '../../../result';
import { ensureSubscription, isInPlace } from '../../../subscriptions/lifecycle';
import type { KnownHook, SubscriptionAdapter } from '../../../subscriptions/adapter';
import type { StoredHook, StoredSubscription } from '../../../subscriptions/stored';
import { SubscriptionError } from '../../../subscriptions/subscriptionError';
import { readCheckResult, resultOfError } from '../../../subscriptions/watch/checkResult';
import type { CheckResult } from '../../../subscriptions/watch/checkResult';
import { errorReason } from '../../../text/foreignText';
import type { TriggerConfig } from '../configuration';
import type { Registration } from '../definition';
import { logNotices } from '../notices';
import { catchUpNow, missedSince } from '../registration/catchUp';
import { openSubscription } from '../registration';
import type { Subscription } from '../registration';
import { isBehind } from '../registration/store';
import { createCommitter } from './commit';
import type { Committer } from './commit';
import type { OwnUrl } from './ownCall';

/** Time for all calls of one look, with the repair. */
const CHECK_BUDGET_MS = 60_000;
/** Time for what was missed. What takes longer is for the next look. */
const CATCH_UP_MS = 60_000;
/** Longest time that a look takes, with a little to spare. */
export const CHECK_TIMEOUT_MS = CHECK_BUDGET_MS + CATCH_UP_MS + 30_000;

/** What a look has found and done. */
export interface CheckAnswer {
	readonly result: CheckResult;
	/** Since when events may still be missed; absent when none are left to be fetched. */
	readonly missedSince?: number | undefined;
}

/** Reads what another process answered; `undefined` when it is no such answer. */
export function readCheckAnswer(value: unknown): CheckAnswer | undefined {
	if (!isObject(value)) return undefined;
	const result = readCheckResult(value.result);
	if (!result) return undefined;
	const since = value.missedSince;
	return { result, ...(typeof since === 'number' && { missedSince: since }) };
}

function describeRepair(before: KnownHook | undefined, after: KnownHook | undefined): string {
	const id = after?.id ?? '';
	if (!before) return `No webhook was known any more: ${id} is used now.`;
	return before.id === id
		? `Its webhook ${id} was not as it must be at the service, and was put right.`
		: `Its webhook ${before.id} was gone at the service, or could not be used any more: ${id} took its place.`;
}

async function removeAgain(
	adapter: SubscriptionAdapter,
	hook: KnownHook | undefined,
): Promise<void> {
	if (hook) await attempt(async () => await adapter.remove(hook));
}

/**
 * Between one webhook and the next there is none. What is on its way by then can still be checked while
 * the earlier one is remembered, and if n8n crashes or the service fails, the next look goes on from it.
 */
const keepingHook = (
	stored: StoredSubscription | undefined,
	before: StoredSubscription | undefined,
): StoredSubscription => ({
	leftovers: [],
	unchecked: [],
	...stored,
	hook: stored?.hook ?? before?.hook,
});

/** Repairs what is not as it must be, and has n8n store what came of it. */
async function repair(
	context: IWebhookFunctions,
	{ adapter, wanted, store, options }: Subscription,
	committer: Committer,
): Promise<StoredHook | undefined> {
	const before = store.read();
	const ensured = await attempt(
		async () =>
			await ensureSubscription(adapter, wanted, before, {
				...options,
				save: (stored) => committer.save(keepingHook(stored, before)),
			}),
	);
	const committed = await committer.finish();
	if (!ensured.ok) {
		const { problem } = ensured;
		if (problem instanceof SubscriptionError) logNotices(context, problem.notices);
		throw problem;
	}
	const { hook } = ensured.value.stored;
	logNotices(context, [describeRepair(before?.hook, hook), ...ensured.value.notices]);
	if (committed.kind !== 'notTaken') return hook;
	const { isGone, problem } = committed.reason;
	if (!isGone) logNotices(context, [problem]);
	// The workflow was unpublished meanwhile: nobody would remove what was made just now.
	else if (hook?.id !== before?.hook?.id) await removeAgain(adapter, hook);
	return hook;
}

/** Looks at the webhook, and repairs it where it has to be. */
async function look(
	context: IWebhookFunctions,
	config: TriggerConfig,
	registration: Registration,
	own: OwnUrl,
): Promise<{ readonly result: CheckResult; readonly hook: StoredHook | undefined }> {
	const data = await context.getCredentials(registration.credential.type);
	const endsAt = Date.now() + CHECK_BUDGET_MS;
	const subscription = await openSubscription(context, { config, data }, registration, {
		leftMs: () => endsAt - Date.now(),
	});
	const { adapter, wanted, store, options } = subscription;
	const before = store.read();
	const committer = createCommitter(context, own);
	if (isBehind(context)) {
		committer.save(before);
		await committer.finish();
	}
	if (await isInPlace(adapter, wanted, before, options)) {
		return { result: { kind: 'inPlace' }, hook: before?.hook };
	}
	const hook = await repair(context, subscription, committer);
	// What the earlier webhook missed was missed by this one.
	const createdAt = before?.hook?.createdAt ?? hook?.createdAt;
	return { result: { kind: 'repaired' }, hook: hook && { ...hook, createdAt: createdAt ?? '' } };
}

const running = new Set<string>();

/**
 * Looks at the webhook of a trigger, repairs what is not as it must be, and gets what was missed. Must
 * be done where n8n keeps a request open: after that, expressions cannot be read. Never throws.
 *
 * @param since when events may have been missed; absent when only the store knows
 */
export async function checkWebhook(
	context: IWebhookFunctions,
	config: TriggerConfig,
	own: OwnUrl,
	since: number | undefined,
): Promise<CheckAnswer> {
	const { registration } = config;
	const id = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	// One at a time: a second one would take what the first makes for a double.
	if (!registration || running.has(id)) return { result: { kind: 'inPlace' }, missedSince: since };
	running.add(id);
	try {
		const { result, hook } = await look(context, config, registration, own);
		if (!hook) return { result };
		const sinceMs = Math.min(missedSince(context, config, hook), since ?? Infinity);
		const deadlineMs = Date.now() + CATCH_UP_MS;
		const isDone = await catchUpNow(context, config, hook, sinceMs, deadlineMs);
		return { result, ...(!isDone && { missedSince: sinceMs }) };
	} catch (error) {
		const result = resultOfError(error) ?? {
			kind: 'refused',
			problem: `The webhook could not be checked: ${errorReason(error)}.`,
		};
		return { result, missedSince: since };
	} finally {
		running.delete(id);
	}
}
