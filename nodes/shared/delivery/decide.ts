import { backoffDelayMs } from './backoff';
import { parseRetryAfterMs } from '../http/retryAfter';
import type { Decision, DecisionReason, RetryPolicy, TransportResult } from './types';

/** What `decide` needs to know besides the result. */
export interface DecisionInput {
	readonly policy: RetryPolicy;
	readonly result: TransportResult;
	/** Number of the attempt that gave the result; starts at 1. */
	readonly attemptNumber: number;
	readonly nowMs: number;
	/** At least 0, less than 1. */
	readonly random: number;
}

const GONE = 410;

function finalReason(result: TransportResult): DecisionReason | undefined {
	if (result.kind === 'networkError') {
		const isFinal = result.error === 'cancelled' || result.error === 'blocked';
		return isFinal ? result.error : undefined;
	}
	if (result.statusCode === GONE) return 'gone';
	const isRedirect = result.statusCode >= 300 && result.statusCode < 400;
	return isRedirect ? 'redirect' : undefined;
}

/**
 * Decides what follows from an attempt. Pure: everything it depends on is in its argument.
 *
 * 2xx is success. 410 means that the receiver is gone for good, and a redirect that the URL is
 * wrong: both end the delivery, as does n8n when it refuses the address. All else is tried again while retries are left. `Retry-After` can
 * only make a wait longer; where it asks for more than the policy allows, the delivery ends, since
 * an earlier attempt would break the receiver's rule.
 */
export function decide(input: DecisionInput): Decision {
	const { policy, result, attemptNumber } = input;
	if (result.kind === 'response' && result.statusCode >= 200 && result.statusCode < 300) {
		return { kind: 'delivered', reason: 'accepted' };
	}
	const final = finalReason(result);
	if (final !== undefined) return { kind: 'failed', reason: final };
	if (attemptNumber > policy.maxRetries) return { kind: 'failed', reason: 'retriesExhausted' };

	const headers = result.kind === 'response' ? result.headers : {};
	const askedMs = parseRetryAfterMs(headers['retry-after'], input.nowMs) ?? 0;
	if (askedMs > policy.maxDelayMs) return { kind: 'failed', reason: 'retryAfterTooLong' };
	return {
		kind: 'retry',
		reason: result.kind === 'response' ? 'status' : 'networkError',
		delayMs: Math.max(askedMs, backoffDelayMs(policy, attemptNumber, input.random)),
	};
}
