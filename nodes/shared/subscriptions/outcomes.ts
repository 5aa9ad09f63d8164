import { isApiFailure } from './api/error';
import { attempt } from '../result';
import type { Removal } from './adapter';

/**
 * Makes the call that removes a webhook, and says how it ended.
 *
 * @throws ApiError when it failed for any other reason than that there is nothing to remove or that
 * the API removes none
 */
export async function callToRemove(call: () => Promise<unknown>): Promise<Removal> {
	const removed = await attempt(call);
	if (removed.ok) return 'removed';
	if (isApiFailure(removed.problem, 'notFound')) return 'gone';
	if (isApiFailure(removed.problem, 'notOffered')) return 'notOffered';
	throw removed.problem;
}

/**
 * Makes the call that reads a webhook; `undefined` when the service does not have it.
 *
 * @throws ApiError when it failed for any other reason
 */
export async function callToRead<Value>(call: () => Promise<Value>): Promise<Value | undefined> {
	const shown = await attempt(call);
	if (shown.ok) return shown.value;
	if (isApiFailure(shown.problem, 'notFound')) return undefined;
	throw shown.problem;
}
