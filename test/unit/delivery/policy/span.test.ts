import { retrySpanMs } from '../../../../nodes/shared/delivery/policy/span';
import type { RetryPolicy } from '../../../../nodes/shared/delivery/policy/retryPolicySchema';

const policy: RetryPolicy = {
	delaysMs: [1000, 2000, 4000],
	jitter: 'full',
	maxRetryAfterMs: 60_000,
	finalStatuses: [],
	retriedStatuses: [],
};

test.each<[string, Partial<RetryPolicy>, number]>([
	['is the sum of the waits', {}, 7000],
	['is no longer than the time budget', { totalBudgetMs: 5000 }, 5000],
	['is not stretched by the time budget', { totalBudgetMs: 9000 }, 7000],
	['is nothing without retries', { delaysMs: [] }, 0],
])('the span of a policy %s', (_, changes, expected) => {
	expect(retrySpanMs({ ...policy, ...changes })).toBe(expected);
});
