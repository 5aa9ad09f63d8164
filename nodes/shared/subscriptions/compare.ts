import type { SubscriptionTarget } from './adapter';

function normaliseUrl(url: string): string {
	try {
		return new URL(url).href;
	} catch {
		return url;
	}
}

/** Whether two URLs are the same, however services write host, port and escapes. */
export const isSameUrl = (first: string, second: string): boolean =>
	first === second || normaliseUrl(first) === normaliseUrl(second);

/** Whether two lists hold the same names, in any order and number. */
export function isSameSet(first: readonly string[], second: readonly string[]): boolean {
	const [names, others] = [new Set(first), new Set(second)];
	return names.size === others.size && [...names].every((name) => others.has(name));
}

/** Whether two targets are the same place at the same service. */
export function isSameTarget(first: SubscriptionTarget, second: SubscriptionTarget): boolean {
	const toPairs = (target: SubscriptionTarget): string[] =>
		Object.entries(target).map((pair) => JSON.stringify(pair));
	return isSameSet(toPairs(first), toPairs(second));
}
