import { parseRetryAfterMs } from '../http/retryAfter';
import { applyJitter } from './policy/jitter';
import { includesStatus } from './policy/statuses';
import type { RetryPolicy } from './policy/retryPolicySchema';
import type { TransportResult } from '../http/transport';

/** Why a delivery ended or goes on. */
export type DecisionReason =
	| 'accepted'
	| 'blocked'
	| 'budgetExhausted'
	| 'cancelled'
	| 'circuitOpen'
	| 'endpointInactive'
	| 'finalStatus'
	| 'gone'
	| 'interrupted'
	| 'invalid'
	| 'networkError'
	| 'notAttempted'
	| 'notWaited'
	| 'redirect'
	| 'retriesExhausted'
	| 'retryAfterTooLong'
	| 'status';

/** What follows from one attempt. */
export type Decision =
	| { readonly kind: 'delivered'; readonly reason: 'accepted' }
	| {
			readonly kind: 'retry';
			readonly reason: 'networkError' | 'status';
			readonly delayMs: number;
	  }
	| { readonly kind: 'failed'; readonly reason: DecisionReason };

/** What `decide` needs to know besides the result. */
export interface DecisionInput {
	readonly policy: RetryPolicy;
	readonly result: TransportResult;
	/** Number of the attempt that gave the result; starts at 1. */
	readonly attemptNumber: number;
	/** Start of the first attempt, in milliseconds since 1970. */
	readonly firstAttemptAtMs: number;
	/** Milliseconds since 1970. */
	readonly nowMs: number;
	/** At least 0, less than 1. */
	readonly random: number;
}

const GONE = 410;

/** What no later attempt would change: nothing went out, and nothing else would the next time. */
const FINAL_ERRORS = ['blocked', 'cancelled', 'invalid'] as const;

const isWithin = (statusCode: number, hundreds: number): boolean =>
	Math.floor(statusCode / 100) === hundreds;

/** Why this result ends the delivery, whatever retries are left. */
function finalReason(policy: RetryPolicy, result: TransportResult): DecisionReason | undefined {
	if (result.kind === 'networkError') {
		return FINAL_ERRORS.find((kind) => kind === result.error);
	}
	const { statusCode } = result;
	// A user who lists a status knows the receiver better than any rule, be it 410 or a redirect.
	if (includesStatus(policy.retriedStatuses, statusCode)) return undefined;
	if (statusCode === GONE) return 'gone';
	if (isWithin(statusCode, 3)) return 'redirect';
	return includesStatus(policy.finalStatuses, statusCode) ? 'finalStatus' : undefined;
}

/**
 * Decides what follows from an attempt. Pure: everything it depends on is in its argument.
 *
 * 2xx is success. 410 means that the receiver is gone for good, a redirect that the URL is wrong,
 * and both end the delivery, as do the policy's final statuses, n8n when it refuses the address,
 * and a request that could never be sent as it stands; only the policy's retried statuses come before these rules. All else is tried again while retries
 * and time are left. `Retry-After` can only make a wait longer; where it asks for more than the
 * policy allows, the delivery ends, since an earlier attempt would break the receiver's rule.
 */
export function decide(input: DecisionInput): Decision {
	const { policy, result, attemptNumber, firstAttemptAtMs, nowMs, random } = input;
	if (result.kind === 'response' && isWithin(result.statusCode, 2)) {
		return { kind: 'delivered', reason: 'accepted' };
	}
	const final = finalReason(policy, result);
	if (final !== undefined) return { kind: 'failed', reason: final };
	const plannedMs = policy.delaysMs[attemptNumber - 1];
	if (plannedMs === undefined) return { kind: 'failed', reason: 'retriesExhausted' };

	const headers = result.kind === 'response' ? result.headers : {};
	const askedMs = parseRetryAfterMs(headers['retry-after'], nowMs) ?? 0;
	if (askedMs > policy.maxRetryAfterMs) return { kind: 'failed', reason: 'retryAfterTooLong' };
	const delayMs = Math.max(askedMs, applyJitter(plannedMs, policy.jitter, random));
	const spentMs = nowMs - firstAttemptAtMs;
	if (spentMs + delayMs > (policy.totalBudgetMs ?? Infinity)) {
		return { kind: 'failed', reason: 'budgetExhausted' };
	}
	const reason = result.kind === 'response' ? 'status' : 'networkError';
	return { kind: 'retry', reason, delayMs };
}
