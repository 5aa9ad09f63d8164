import { retryPolicySchema } from '../../../../nodes/shared/delivery/policy/retryPolicySchema';
import type { RetryPolicy } from '../../../../nodes/shared/delivery/policy/retryPolicySchema';

const policy: RetryPolicy = {
	delaysMs: [5000, 86_400_000],
	jitter: 'twentyPercent',
	maxRetryAfterMs: 86_400_000,
	totalBudgetMs: 259_200_000,
	finalStatuses: [{ first: 400, last: 404 }],
	retriedStatuses: [{ first: 429, last: 429 }],
};

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test.each<[string, RetryPolicy]>([
	['with every part', policy],
	['without retries', { ...policy, delaysMs: [] }],
	['without a time budget', { ...policy, totalBudgetMs: undefined }],
	['without rules for statuses', { ...policy, finalStatuses: [], retriedStatuses: [] }],
])('a policy %s comes back from JSON as it was', (_, each) => {
	expect(retryPolicySchema.parse(throughJson(each))).toEqual(each);
});

test.each<[string, unknown, RegExp]>([
	['nothing', undefined, /is missing or not an object\. Use the whole record/],
	['a text', 'standard-webhooks', /is missing or not an object/],
	['no waits', { delaysMs: undefined }, /needs a list of at most 30 waits as 'delaysMs'\.$/],
	['too many waits', { delaysMs: Array(31).fill(1) }, /list of at most 30 waits as 'delaysMs'/],
	['a negative wait', { delaysMs: [-1] }, /whole milliseconds from 0 to 604800000 as 'delaysMs'/],
	['half a millisecond', { delaysMs: [0.5] }, /whole milliseconds .* as 'delaysMs'/],
	['an endless wait', { delaysMs: [604_800_001] }, /whole milliseconds .* as 'delaysMs'/],
	['a wait as text', { delaysMs: ['5s'] }, /whole milliseconds .* as 'delaysMs'/],
	['another jitter', { jitter: 0.2 }, /as 'jitter': none, full, equal, twentyPercent\.$/],
	['no limit', { maxRetryAfterMs: undefined }, /milliseconds .* as 'maxRetryAfterMs'/],
	['a budget of null', { totalBudgetMs: null }, /0 to 2592000000 as 'totalBudgetMs'/],
	['no statuses', { finalStatuses: undefined }, /ranges .* as 'finalStatuses', each with first/],
	['a status of 200', { finalStatuses: [{ first: 200, last: 204 }] }, /from 300 to 999 as 'final/],
	['a backward range', { retriedStatuses: [{ first: 404, last: 400 }] }, /as 'retriedStatuses'/],
	['a status as number', { retriedStatuses: [429] }, /as 'retriedStatuses'/],
	['a range with more', { retriedStatuses: [{ first: 429, last: 429, to: 1 }] }, /as 'retried/],
	['a part of a later version', { hedge: true }, /does not know\. Install the version that stor/],
])('%s is refused in one sentence that says what is needed', (_, change, message) => {
	const value = typeof change === 'object' ? { ...policy, ...change } : change;
	const parsed = retryPolicySchema.safeParse(value);
	expect(parsed.error?.issues.map((issue) => issue.message)).toEqual(
		expect.arrayContaining([expect.stringMatching(message) as unknown]),
	);
	for (const issue of parsed.error?.issues ?? []) {
		expect(issue.message).toMatch(/^The stored retry policy /);
	}
});
