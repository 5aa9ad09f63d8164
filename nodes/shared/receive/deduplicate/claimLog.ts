/** How many old names are given out with each new one: more than one, so that what is left shrinks. */
const FORGOTTEN_AT_ONCE = 2;

/** The names of claims that are stored somewhere, so that each can be deleted when it is old. */
export interface ClaimLog {
	/**
	 * Notes a claim that is made now.
	 *
	 * @param nowMs milliseconds since 1970
	 * @returns older claims that nobody needs any more, each given out once; at most two
	 */
	readonly add: (name: string, nowMs: number) => string[];
}

/**
 * @param keepMs how long a claim is needed
 * @param capacity most claims that are kept; beyond it the oldest is given out early
 */
export function createClaimLog(keepMs: number, capacity: number): ClaimLog {
	// A map keeps the order in which names came, and deletes its first in constant time.
	const claimedAt = new Map<string, number>();
	return {
		add(name, nowMs) {
			const old: string[] = [];
			for (const [other, atMs] of claimedAt) {
				if (old.length === FORGOTTEN_AT_ONCE) break;
				if (nowMs - atMs < keepMs && claimedAt.size < capacity) break;
				claimedAt.delete(other);
				if (other !== name) old.push(other);
			}
			claimedAt.set(name, nowMs);
			return old;
		},
	};
}
