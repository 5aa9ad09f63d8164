import type { RetryPolicy } from './retryPolicySchema';

/**
 * The time from the first attempt to the last that a policy plans for, in milliseconds: all of its
 * waits before they are varied at random, but no more than its time budget.
 */
export function retrySpanMs({ delaysMs, totalBudgetMs = Infinity }: RetryPolicy): number {
	const waitsMs = delaysMs.reduce((sumMs, delayMs) => sumMs + delayMs, 0);
	return Math.min(waitsMs, totalBudgetMs);
}
