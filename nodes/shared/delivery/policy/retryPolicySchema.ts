import { z } from 'zod';
import { jitters } from './jitter';
import { MAX_DELAY_MS, MAX_DELAYS, MAX_TOTAL_BUDGET_MS } from './limits';
import { HIGHEST_STATUS, LOWEST_STATUS } from './statuses';

import { successRulesSchema } from './successRules';
import type { SuccessRules } from './successRules';
import type { Jitter } from './jitter';
import type { StatusRange } from './statuses';

/**
 * When a failed delivery is tried again. Plain data: it is stored as JSON with deliveries that wait,
 * and read back with `retryPolicySchema`.
 */
export interface RetryPolicy {
	/** Waits before the first, second, … retry, not yet varied at random. Empty for no retries. */
	readonly delaysMs: readonly number[];
	readonly jitter: Jitter;
	/** Longest `Retry-After` that is obeyed; a longer one ends the delivery. */
	readonly maxRetryAfterMs: number;
	/** Longest time from the start of the first attempt to that of the last; absent for any. */
	readonly totalBudgetMs?: number | undefined;
	/** Statuses that end a delivery, besides 3xx and 410, which always do. */
	readonly finalStatuses: readonly StatusRange[];
	/** Statuses that are tried again although another rule calls them final. */
	readonly retriedStatuses: readonly StatusRange[];
	/** Rules for the body of an answer. Default: its status alone decides. */
	readonly success?: SuccessRules | undefined;
}

const milliseconds = (name: string, maxMs: number) => {
	const message = `The stored retry policy needs whole milliseconds from 0 to ${maxMs} as '${name}'.`;
	return z.number({ message }).int(message).min(0, message).max(maxMs, message);
};

const statusRanges = (name: string) => {
	const message = `The stored retry policy needs ranges of statuses from ${LOWEST_STATUS} to ${HIGHEST_STATUS} as '${name}', each with first and last.`;
	const status = z
		.number({ message })
		.int(message)
		.min(LOWEST_STATUS, message)
		.max(HIGHEST_STATUS, message);
	const range = z
		.object({ first: status, last: status }, { message })
		.strict(message)
		.refine(({ first, last }) => first <= last, { message });
	return z.array(range, { message });
};

const delaysMessage = `The stored retry policy needs a list of at most ${MAX_DELAYS} waits as 'delaysMs'.`;

/**
 * Checks a retry policy that was stored as JSON: one of another version of the package, or one that
 * a user kept and changed. Strict, since a part that we do not know might mean not to send.
 */
export const retryPolicySchema: z.ZodType<RetryPolicy, z.ZodTypeDef, unknown> = z
	.object(
		{
			delaysMs: z
				.array(milliseconds('delaysMs', MAX_DELAY_MS), { message: delaysMessage })
				.max(MAX_DELAYS, delaysMessage),
			jitter: z.enum(jitters, {
				message: `The stored retry policy needs one of these as 'jitter': ${jitters.join(', ')}.`,
			}),
			maxRetryAfterMs: milliseconds('maxRetryAfterMs', MAX_DELAY_MS),
			totalBudgetMs: milliseconds('totalBudgetMs', MAX_TOTAL_BUDGET_MS).optional(),
			finalStatuses: statusRanges('finalStatuses'),
			retriedStatuses: statusRanges('retriedStatuses'),
			success: successRulesSchema.optional(),
		},
		{
			message:
				'The stored retry policy is missing or not an object. Use the whole record, as the node returned it.',
		},
	)
	.strict(
		'The stored retry policy holds a part that this version of the package does not know. Install the version that stored it, or a newer one.',
	);
