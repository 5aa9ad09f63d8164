import { parseEventFilter } from '../events/eventFilter';

/**
 * The events that a service is to be asked for, so that everything that passes a filter comes.
 *
 * @param patterns as in the filter, for example `invoice.*, !invoice.draft`
 * @param catalog every event of the service; absent when it is not known
 * @returns names; empty for all events, where the filter leaves out what is not wanted
 */
export function subscribedEvents(
	patterns: string,
	catalog: readonly string[] | undefined,
): readonly string[] {
	const entries = patterns.split(/[,\n\r]+/).map((entry) => entry.trim());
	const wanted = entries.filter((entry) => entry !== '' && !entry.startsWith('!'));
	if (wanted.length === 0) return [];
	if (!wanted.some((entry) => entry.includes('*'))) return [...new Set(wanted)];
	const parsed = parseEventFilter(patterns, catalog);
	if (catalog === undefined || !parsed.ok) return [];
	return catalog.filter((name) => parsed.filter.passes(name));
}
