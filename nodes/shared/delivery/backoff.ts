import type { RetryPolicy } from './types';

/**
 * Wait before a retry, in milliseconds: exponential, then varied at random so that many failed
 * deliveries do not all come back at once. Never longer than the policy's longest wait.
 *
 * @param retryNumber starts at 1
 * @param random at least 0, less than 1
 */
export function backoffDelayMs(policy: RetryPolicy, retryNumber: number, random: number): number {
	const exponential = policy.initialDelayMs * policy.factor ** (retryNumber - 1);
	const capped = Math.min(exponential, policy.maxDelayMs);
	const varied = Math.round(capped * (1 + policy.jitter * (2 * random - 1)));
	return Math.min(varied, policy.maxDelayMs);
}
