import { attempt } from '../../result';
import { isApiFailure } from '../api/error';
import type { StoredHook } from '../stored';
import { toSend, toStoredHook } from './hooks';
import type { Activation } from './types';

/**
 * Brings a webhook to what is wanted, and remembers it so. Until the service has said that it did,
 * the webhook is remembered as being in doubt.
 *
 * @returns `gone` when the service does not have it, `notOffered` when its API changes none
 */
export async function changeHook(
	activation: Activation,
	hook: StoredHook,
	secret: string | undefined,
): Promise<'changed' | 'gone' | 'notOffered'> {
	const { adapter, record } = activation;
	if (!adapter.update) return 'notOffered';
	const { update } = adapter;
	record.setHook({ ...hook, isInDoubt: true });
	const changed = await attempt(async () => await update(hook, toSend(activation, secret)));
	if (changed.ok) {
		const details = { ...changed.value, id: hook.id };
		record.setHook(toStoredHook(activation, details, secret, hook.createdAt));
		return 'changed';
	}
	if (isApiFailure(changed.problem, 'notOffered')) return 'notOffered';
	if (!isApiFailure(changed.problem, 'notFound')) throw changed.problem;
	record.setHook(undefined);
	return 'gone';
}
