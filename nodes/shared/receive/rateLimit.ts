import { failure, success } from '../result';
import type { Result } from '../result';

/** How much is let through. */
export interface RateLimit {
	/** Most in one window, all of which may come at once. */
	readonly limit: number;
	readonly windowMs: number;
	/** Most keys that are told apart; beyond it those that were quiet longest start afresh. */
	readonly maxKeys: number;
}

/** Whether one more is let through, else when to try again. */
export type Taken = Result<undefined, { readonly retryAfterSeconds: number }>;

/** Limits how often something happens, each key on its own. */
export interface RateLimiter {
	/**
	 * Takes one.
	 *
	 * @param nowMs milliseconds since 1970
	 */
	readonly take: (key: string, nowMs: number) => Taken;
}

const TAKEN = success(undefined);

// A thousandth of what one take costs.
const ROUNDING = 0.001;

/**
 * Creates a limiter by the generic cell rate algorithm (ITU-T I.371): a key's whole state is the
 * time at which it will have used up what it took. The limit may be used in one burst; after that
 * it comes back evenly over the window.
 *
 * Times are counted in takes, of which `limit` fit into a window: so adding one more is exact, and
 * the fractions of a millisecond do not add up over a long burst.
 */
export function createRateLimiter({ limit, windowMs, maxKeys }: RateLimit): RateLimiter {
	// Two generations, as a cheap way to forget who was quiet for long.
	let current = new Map<string, number>();
	let previous = new Map<string, number>();

	const remember = (key: string, usedUpAt: number): void => {
		if (current.size >= maxKeys && !current.has(key)) {
			previous = current;
			current = new Map();
		}
		current.set(key, usedUpAt);
	};

	return {
		take: (key, nowMs) => {
			const now = (nowMs * limit) / windowMs;
			const stored = current.get(key) ?? previous.get(key) ?? now;
			const usedUpAt = Math.min(Math.max(stored, now), now + limit);
			const excess = usedUpAt + 1 - (now + limit);
			if (excess > ROUNDING) {
				// A clock that was set back must lock nobody out for longer than a window.
				if (stored > usedUpAt) remember(key, usedUpAt);
				const waitMs = (excess * windowMs) / limit;
				return failure({ retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
			}
			remember(key, usedUpAt + 1);
			return TAKEN;
		},
	};
}
