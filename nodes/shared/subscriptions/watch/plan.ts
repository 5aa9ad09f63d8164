import type { CheckResult } from './checkResult';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

// n8n starts many triggers at once, and some of its services limit how often they are asked.
const START_MS = 2_000;
const START_SPREAD_MS = 8_000;
const SPREAD = 0.1;

// Nobody has to do anything about a service that is back soon.
const LONG_MS = HOUR_MS;
const LONGEST_PAUSE_MS = 4 * HOUR_MS;
// Longer than this, no service means: an error of theirs must not switch the watch off.
const LONGEST_RETRY_AFTER_MS = 24 * HOUR_MS;

// A call of n8n to itself burdens nobody, and n8n may still be starting.
const UNREACHED_MS = MINUTE_MS / 2;
const UNREACHED_REPORTED_AFTER = 5;

// More would be no number any more.
const MOST_DOUBLINGS = 20;

// Once may be chance, twice a slow service; then something takes away what is repaired.
const REPAIRS_REPORTED_AFTER = 3;

/** What people are told about a watch. */
export type WatchReport =
	| {
			readonly kind: 'trouble';
			/** `contested`: it has to be repaired again and again. */
			readonly cause: 'contested' | 'refused' | 'unavailable' | 'unreached';
			/** Sentences. */
			readonly problem: string;
	  }
	| { readonly kind: 'recovered' };

/** When a trigger's webhook is looked at next. */
export interface WatchPlan {
	/** Milliseconds since 1970. */
	readonly dueAt: () => number;
	/**
	 * Takes in how a look ended.
	 *
	 * @returns what people should be told now: once for each trouble, and once when it is over
	 */
	readonly note: (result: CheckResult, nowMs: number) => WatchReport | undefined;
}

/** How often to look. */
export interface WatchSettings {
	readonly intervalMs: number;
	/** From 0 up to, not including, 1. */
	readonly random: () => number;
	/** Whether n8n has just started: publishing looks at the webhook itself. */
	readonly isStart: boolean;
}

/** What happened since the webhook was last found in place. */
interface Streak {
	/** Looks that ended the same way, or that failed in either way. */
	readonly times: number;
	readonly sinceMs: number;
}

const CONTESTED =
	'The webhook had to be repaired each time that it was looked at. Something removes or changes it: look for another workflow or another n8n that uses the same webhook, or for somebody who removes it at the service.';

const isFailure = ({ kind }: CheckResult): boolean => kind === 'refused' || kind === 'unavailable';

function findTrouble(
	result: CheckResult,
	{ times, sinceMs }: Streak,
	nowMs: number,
): Extract<WatchReport, { kind: 'trouble' }> | undefined {
	switch (result.kind) {
		case 'inPlace':
			return undefined;
		case 'repaired':
			if (times < REPAIRS_REPORTED_AFTER) return undefined;
			return { kind: 'trouble', cause: 'contested', problem: CONTESTED };
		case 'refused':
			break;
		case 'unavailable':
			if (nowMs - sinceMs < LONG_MS) return undefined;
			break;
		case 'unreached':
			if (times < UNREACHED_REPORTED_AFTER) return undefined;
	}
	return { kind: 'trouble', cause: result.kind, problem: result.problem };
}

/** What the service asked for, in bounds. */
const askedMs = (result: CheckResult): number =>
	'retryAfterMs' in result ? Math.min(result.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS) : 0;

/** How long until the next look, after so many that ended like this. */
function pauseMs({ kind }: CheckResult, times: number, intervalMs: number): number {
	const longest = Math.max(intervalMs, LONGEST_PAUSE_MS);
	const doubled = (firstMs: number, count: number): number =>
		Math.min(longest, firstMs * 2 ** Math.min(Math.max(0, count), MOST_DOUBLINGS));
	switch (kind) {
		case 'inPlace':
			return intervalMs;
		case 'repaired':
			return doubled(intervalMs, times - REPAIRS_REPORTED_AFTER);
		case 'unreached':
			return Math.min(intervalMs, doubled(UNREACHED_MS, times - 1));
		case 'refused':
		case 'unavailable':
			return doubled(intervalMs, times);
	}
}

/**
 * Decides when a trigger's webhook is looked at: soon after n8n's start, then at an interval that
 * differs by up to a tenth, so that many triggers do not ask together. A service that fails or refuses
 * is left alone for longer each time, up to four hours, or as long as it asks for.
 *
 * @param startedAt milliseconds since 1970
 */
export function createWatchPlan(
	{ intervalMs, random, isStart }: WatchSettings,
	startedAt: number,
): WatchPlan {
	const spread = (delayMs: number): number => delayMs * (1 + SPREAD * (2 * random() - 1));
	let dueAt = startedAt + (isStart ? START_MS + START_SPREAD_MS * random() : spread(intervalMs));
	let last: (Streak & { readonly result: CheckResult }) | undefined;
	const reported = new Set<string>();

	function streakWith(result: CheckResult, nowMs: number): Streak {
		const goesOn =
			last !== undefined &&
			(last.result.kind === result.kind || (isFailure(last.result) && isFailure(result)));
		return goesOn && last
			? { times: last.times + 1, sinceMs: last.sinceMs }
			: { times: 1, sinceMs: nowMs };
	}

	function reportOf(result: CheckResult, streak: Streak, nowMs: number): WatchReport | undefined {
		const trouble = findTrouble(result, streak, nowMs);
		if (trouble && !reported.has(trouble.cause)) {
			reported.add(trouble.cause);
			return trouble;
		}
		const isWell = result.kind === 'inPlace' || (result.kind === 'repaired' && !trouble);
		if (!isWell || reported.size === 0) return undefined;
		reported.clear();
		return { kind: 'recovered' };
	}

	return {
		dueAt: () => dueAt,
		note: (result, nowMs) => {
			const streak = streakWith(result, nowMs);
			last = { ...streak, result };
			const delayMs = spread(pauseMs(result, streak.times, intervalMs));
			dueAt = nowMs + Math.max(delayMs, askedMs(result));
			return reportOf(result, streak, nowMs);
		},
	};
}
