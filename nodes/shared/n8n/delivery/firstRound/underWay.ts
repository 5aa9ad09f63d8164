/** For how long a process remembers that a first round is over, in milliseconds. */
export const REMEMBERED_MS = 60 * 60 * 1000;

const underWay = new Set<string>();

/** When each ended, in their order. */
const overSinceMs = new Map<string, number>();

/** Since when this process knows of first rounds, in milliseconds since 1970. */
const knowsSinceMs = Date.now();

/** What this process knows of first attempts. */
export type Knowledge =
	/** It is making them. */
	| 'underWay'
	/** It has made them. */
	| 'over'
	/** Another process makes them: this one would know otherwise. */
	| 'elsewhere'
	/** They began before this process did. */
	| 'unknown';

/** Remembers that first attempts begin. */
export function beginRound(name: string): void {
	underWay.add(name);
}

/** Remembers that they are over, whatever came of them. */
export function endRound(name: string): void {
	underWay.delete(name);
	const nowMs = Date.now();
	for (const [each, sinceMs] of overSinceMs) {
		if (nowMs - sinceMs < REMEMBERED_MS) break;
		overSinceMs.delete(each);
	}
	overSinceMs.set(name, nowMs);
}

/** What this process knows of first attempts that began at that time. */
export function knowledgeOf(name: string, beganAtMs: number): Knowledge {
	if (beganAtMs < Date.now() - performance.now()) return 'unknown';
	if (underWay.has(name)) return 'underWay';
	if (overSinceMs.has(name)) return 'over';
	return beganAtMs < knowsSinceMs ? 'unknown' : 'elsewhere';
}
