import type { DeliveryFact } from './facts';
import { statisticsOf } from './statistics';
import type { Statistics } from './statistics';
import type { Window } from './window';

/** The deliveries of one endpoint or one event, added up. */
export interface NamedStatistics extends Statistics {
	readonly name: string;
}

/** What happened in a window: in total, by endpoint and by event. */
export interface Summary {
	readonly window: { readonly start: string; readonly end: string };
	readonly total: Statistics;
	/** By name, also those without a delivery in the window: that may be what is wrong with them. */
	readonly endpoints: readonly NamedStatistics[];
	/** By name. Messages without an event name are left out. */
	readonly events: readonly NamedStatistics[];
}

function groupBy(
	facts: readonly DeliveryFact[],
	nameOf: (fact: DeliveryFact) => string,
	window: Window,
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
		.map(([name, group]) => ({ name, ...statisticsOf(group, window) }));
}

/**
 * Adds up what happened in a window.
 *
 * @param facts one for each delivery, also those outside of the window
 */
export function summarize(facts: readonly DeliveryFact[], window: Window): Summary {
	const { startMs, endMs } = window;
	return {
		window: { start: new Date(startMs).toISOString(), end: new Date(endMs).toISOString() },
		total: statisticsOf(facts, window),
		endpoints: groupBy(facts, ({ endpoint }) => endpoint, window),
		events: groupBy(facts, ({ event }) => event, window),
	};
}
