import { SHORTEST_CALL_MS } from '../../api/client';
import type { TimeBudget } from '../../api/client';

/** Time for all calls of one publishing, however often n8n tries; the same for one unpublishing. */
export const PUBLISHING_BUDGET_MS = 30_000;

// n8n tries five times, and waits 1, 2, 4 and 8 seconds in between.
const MAX_TRIES = 5;
const MAX_PAUSE_MS = 10_000;
const MAX_REMEMBERED = 1_000;

interface Spent {
	readonly spentMs: number;
	readonly failedTries: number;
	readonly endedAt: number;
	/** Why the last try failed. */
	readonly error?: unknown;
}

/** How a step of publishing ended: all is done, another step follows, or it failed. */
export type StepResult = 'done' | 'goesOn' | { readonly error: unknown };

/** A step of publishing: looking whether all is in place, or making it so. */
export interface PublishingStep extends TimeBudget {
	/** Why the try before failed, where that left no time for a call. */
	readonly lastError: unknown;
	readonly end: (result: StepResult) => void;
}

/** Remembers how much time publishing has taken. */
export interface PublishingBudgets {
	/** @param id of the trigger */
	readonly begin: (id: string) => PublishingStep;
}

/**
 * Bounds the time that calls may take while a workflow is being published. n8n tries a step that
 * failed again, and says nothing about it: a step of the same trigger that begins within 10 s of one
 * that failed is taken for the next try, and gets the time that is left.
 */
export function createPublishingBudgets(
	nowMs: () => number = Date.now,
	budgetMs = PUBLISHING_BUDGET_MS,
): PublishingBudgets {
	const remembered = new Map<string, Spent>();

	const remember = (id: string, spent: Spent): void => {
		const [oldest] = remembered.keys();
		if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
		remembered.set(id, spent);
	};

	return {
		begin: (id) => {
			const startedAt = nowMs();
			const known = remembered.get(id);
			remembered.delete(id);
			const isNextTry = known !== undefined && startedAt - known.endedAt <= MAX_PAUSE_MS;
			const { spentMs, failedTries, error } = isNextTry ? known : { spentMs: 0, failedTries: 0 };
			const leftMs = (): number => budgetMs - spentMs - (nowMs() - startedAt);
			return {
				leftMs,
				lastError: leftMs() >= SHORTEST_CALL_MS ? undefined : error,
				end: (result) => {
					if (result === 'done') return;
					const hasFailed = typeof result === 'object';
					const tries = failedTries + (hasFailed ? 1 : 0);
					if (tries >= MAX_TRIES) return;
					remember(id, {
						spentMs: budgetMs - leftMs(),
						failedTries: tries,
						endedAt: nowMs(),
						error: hasFailed ? result.error : error,
					});
				},
			};
		},
	};
}
