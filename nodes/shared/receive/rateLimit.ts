/** How much is let through. */
export interface RateLimit {
	/** Most in one window, all of which may come at once. */
	readonly limit: number;
	readonly windowMs: number;
	/** Most keys that are told apart; beyond it those that were quiet longest start afresh. */
	readonly maxKeys: number;
}

/** Whether one more is let through, else when to try again. */
export type Taken =
	{ readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number };

/** Limits how often something happens, each key on its own. */
export interface RateLimiter {
	/**
	 * Takes one.
	 *
	 * @param nowMs milliseconds since 1970
	 */
	readonly take: (key: string, nowMs: number) => Taken;
}

/**
 * Creates a limiter by the generic cell rate algorithm (ITU-T I.371): a key's whole state is the
 * time at which it will have used up what it took. The limit may be used in one burst; after that
 * it comes back evenly over the window.
 */
export function createRateLimiter({ limit, windowMs, maxKeys }: RateLimit): RateLimiter {
	const costMs = windowMs / limit;
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
			const stored = current.get(key) ?? previous.get(key) ?? nowMs;
			// A clock that was set back must lock nobody out for longer than a window.
			const usedUpAt = Math.min(Math.max(stored, nowMs), nowMs + windowMs);
			const next = usedUpAt + costMs;
			const waitMs = next - (nowMs + windowMs);
			// The sum of many fractions may miss the window by a hair.
			if (waitMs > costMs / 1000) {
				return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
			}
			remember(key, next);
			return { ok: true };
		},
	};
}
