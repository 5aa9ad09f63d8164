import { latestOfEach, lastAttemptAtMs } from './facts';
import type { DeliveryFact } from './facts';
import { statisticsOf } from './statistics';
import type { Statistics } from './statistics';

/** A span of time, in milliseconds since 1970: from its start on, and before its end. */
export interface Window {
	readonly startMs: number;
	readonly endMs: number;
}

/** The deliveries of one endpoint or one event, added up. */
export interface NamedStatistics extends Statistics {
	readonly name: string;
}

/** What became visible in a window: in total, by endpoint and by event. */
export interface Summary {
	readonly window: { readonly start: string; readonly end: string };
	readonly total: Statistics;
	/** By name. */
	readonly endpoints: readonly NamedStatistics[];
	/** By name. Messages without an event name are left out. */
	readonly events: readonly NamedStatistics[];
}

function groupBy(
	facts: readonly DeliveryFact[],
	nameOf: (fact: DeliveryFact) => string,
	endMs: number,
): NamedStatistics[] {
	const groups = new Map<string, DeliveryFact[]>();
	for (const fact of facts) {
		const name = nameOf(fact);
		if (name === '') continue;
		const group = groups.get(name);
		if (group) group.push(fact);
		else groups.set(name, [fact]);
	}
	return [...groups]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, group]) => ({ name, ...statisticsOf(group, endMs) }));
}

/**
 * The deliveries whose latest attempt lies in a window, the latest record of each. Those that were
 * never attempted have no time: they belong to every window, or they would be in none.
 */
export function factsWithin(
	facts: readonly DeliveryFact[],
	{ startMs, endMs }: Window,
): DeliveryFact[] {
	return latestOfEach(facts).filter((fact) => {
		const atMs = lastAttemptAtMs(fact);
		return atMs === undefined || (atMs >= startMs && atMs < endMs);
	});
}

/** Adds up what happened in a window. */
export function summarize(facts: readonly DeliveryFact[], window: Window): Summary {
	const within = factsWithin(facts, window);
	const { startMs, endMs } = window;
	return {
		window: { start: new Date(startMs).toISOString(), end: new Date(endMs).toISOString() },
		total: statisticsOf(within, endMs),
		endpoints: groupBy(within, ({ endpoint }) => endpoint, endMs),
		events: groupBy(within, ({ event }) => event, endMs),
	};
}
