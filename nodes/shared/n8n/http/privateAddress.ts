import type { RequestHelperFunctions } from 'n8n-workflow';
import { classifyNetworkError } from '../../http/networkError';

/** What is asked of n8n; older versions lack it. */
type EgressHelpers = Partial<Pick<RequestHelperFunctions, 'getSecureEgressFilter'>>;

/** Never ends but by an error: when `signal` is aborted. */
export async function throwWhenAborted(signal: AbortSignal): Promise<never> {
	signal.throwIfAborted();
	return await new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(new Error('The request was given up')));
	});
}

/**
 * Looks a host up with n8n's own filter and refuses what leads to a private address, even where the
 * administrator left n8n's protection off. The name is looked up again for the connection, which may
 * then find another address: only n8n's protection, switched on, closes that gap. An n8n without the
 * filter refuses nothing here.
 *
 * @throws n8n's own error when the address is refused, and when `signal` is aborted
 */
export async function throwIfPrivate(
	{ helpers }: { readonly helpers: EgressHelpers },
	url: string,
	signal: AbortSignal,
): Promise<void> {
	const filter = helpers.getSecureEgressFilter?.('enforced');
	if (!filter) return;
	// A name that cannot be looked up here may still be known to a proxy: the request will tell.
	const check = filter.validateUrl(url).catch(() => undefined);
	const result = await Promise.race([check, throwWhenAborted(signal)]);
	if (result && !result.ok && classifyNetworkError(result.error).kind === 'blocked') {
		throw result.error;
	}
}
