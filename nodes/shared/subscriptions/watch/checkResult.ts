import { z } from 'zod';
import { isApiFailure } from '../api/error';
import { SubscriptionError } from '../subscriptionError';

/**
 * How a look at a trigger's webhook ended.
 *
 * - `inPlace`: nothing had to be done; `repaired`: something had, and was done.
 * - `unavailable`: the service is down or wants to be left alone: later may go better.
 * - `refused`: only people can change that, for example by another key.
 * - `unreached`: n8n did not take the call to its own webhook URL.
 */
export type CheckResult =
	| { readonly kind: 'inPlace' | 'repaired' }
	| {
			readonly kind: 'refused' | 'unavailable' | 'unreached';
			/** What happened, and what to do about it: sentences. */
			readonly problem: string;
			/** After how long the service wants to be asked again. */
			readonly retryAfterMs?: number | undefined;
	  };

const resultSchema = z.union([
	z.object({ kind: z.enum(['inPlace', 'repaired']) }),
	z.object({
		kind: z.enum(['refused', 'unavailable', 'unreached']),
		problem: z.string(),
		retryAfterMs: z.number().optional(),
	}),
]);

/** Reads a result that another process wrote; `undefined` when it is none. */
export function readCheckResult(value: unknown): CheckResult | undefined {
	const parsed = resultSchema.safeParse(value);
	return parsed.success ? parsed.data : undefined;
}

/** What an error of the lifecycle means for the next look; `undefined` for every other error. */
export function resultOfError(error: unknown): CheckResult | undefined {
	if (!(error instanceof SubscriptionError)) return undefined;
	const { cause, problem, advice } = error;
	const isTemporary = isApiFailure(cause, 'badResponse', 'network', 'rateLimited', 'serverError');
	if (!isTemporary) return { kind: 'refused', problem: `${problem} ${advice}` };
	const { retryAfterSeconds } = cause.facts;
	return {
		kind: 'unavailable',
		problem,
		...(retryAfterSeconds !== undefined && { retryAfterMs: retryAfterSeconds * 1000 }),
	};
}
