import { isApiFailure } from '../apiError';
import { attempt } from '../../result';
import type { StoredHook } from '../stored';
import type { CreatedHook, RemoteHook, WantedSubscription } from '../types';
import { toKnownHook } from './removal';
import type { Run } from './types';

/** What the service is to be told. */
export const toSend = (
	{ adapter, wanted }: Run,
	secret: string | undefined,
): WantedSubscription => ({
	...wanted,
	secret: adapter.takesSecret ? secret : undefined,
});

/** What to store of a webhook that was made or changed just now. */
export function toStoredHook(
	{ adapter, wanted, options }: Run,
	{ id, details }: CreatedHook,
	secret: string | undefined,
	createdAt = new Date(options.nowMs).toISOString(),
): StoredHook {
	const { fingerprint, seal } = options.secrets;
	// What the user entered is in a credential already, and is not kept a second time.
	const isEntered = adapter.takesSecret && wanted.secret !== undefined;
	return {
		id,
		target: adapter.target,
		url: wanted.url,
		events: wanted.events,
		createdAt,
		...(details && { details }),
		...(secret !== undefined && adapter.takesSecret && { secretFingerprint: fingerprint(secret) }),
		...(secret !== undefined && !isEntered && { sealedSecret: seal(secret) }),
	};
}

/**
 * Brings a webhook to what is wanted, and remembers it so. Until the service has said that it did,
 * the webhook is remembered as being in doubt.
 *
 * @returns `gone` when the service does not have it, `notOffered` when its API changes none
 */
export async function changeHook(
	run: Run,
	hook: StoredHook,
	secret: string | undefined,
): Promise<'changed' | 'gone' | 'notOffered'> {
	const { adapter, record } = run;
	if (!adapter.update) return 'notOffered';
	const { update } = adapter;
	record.setHook({ ...hook, isInDoubt: true });
	const changed = await attempt(async () => await update(hook, toSend(run, secret)));
	if (changed.ok) {
		record.setHook(toStoredHook(run, { ...changed.value, id: hook.id }, secret, hook.createdAt));
		return 'changed';
	}
	if (isApiFailure(changed.problem, 'notOffered')) return 'notOffered';
	if (!isApiFailure(changed.problem, 'notFound')) throw changed.problem;
	record.setHook(undefined);
	return 'gone';
}

/** A webhook of ours that was not remembered, to be changed to what is wanted. */
export function toAdoptedHook({ adapter, wanted, options }: Run, remote: RemoteHook): StoredHook {
	const known = toKnownHook(remote, wanted.url, adapter.target);
	return { ...known, createdAt: new Date(options.nowMs).toISOString() };
}
