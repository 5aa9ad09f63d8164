import type { Attempt } from '../delivery';

const REQUEST_TIMEOUT = 408;
const TOO_MANY_REQUESTS = 429;

/**
 * What an attempt says about its endpoint, whatever became of the message: whether it is up and
 * keeps up. `undefined` for an attempt that never got to it.
 *
 * Every other status below 500 comes from an endpoint that works. Its 400 or 422 is about this one
 * message, and holding back the others would not help.
 */
export function saysWhetherUp({
	error,
	statusCode,
}: Pick<Attempt, 'error' | 'statusCode'>): boolean | undefined {
	const kind = error?.kind;
	if (kind === 'blocked' || kind === 'cancelled' || kind === 'invalid') return undefined;
	if (error !== undefined || statusCode === null) return false;
	return statusCode < 500 && statusCode !== REQUEST_TIMEOUT && statusCode !== TOO_MANY_REQUESTS;
}
