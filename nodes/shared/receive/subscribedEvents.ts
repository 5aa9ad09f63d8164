import { eventEntries, parseEventFilter } from '../events/eventFilter';

const STANDS_FOR_ALL = /^\*+$/;

/**
 * The events that a service is to be asked for, so that everything that passes a filter comes. A
 * pattern becomes the events that it stands for; a name is asked for as it is written, known or not.
 *
 * @param patterns as in the filter, for example `invoice.*, !invoice.draft`
 * @param catalog every event of the service that is known; absent when none is
 * @returns names; empty for all events, where the filter leaves out what is not wanted
 */
export function subscribedEvents(
	patterns: string,
	catalog: readonly string[] | undefined,
): readonly string[] {
	const wanted = eventEntries(patterns).filter((entry) => !entry.startsWith('!'));
	if (wanted.length === 0 || wanted.some((entry) => STANDS_FOR_ALL.test(entry))) return [];
	const names = wanted.filter((entry) => !entry.includes('*'));
	if (names.length === wanted.length) return [...new Set(names)];
	const parsed = parseEventFilter(patterns);
	if (catalog === undefined || !parsed.ok) return [];
	const { passes } = parsed.value;
	const unknown = names.filter((name) => !catalog.includes(name) && passes(name));
	return [...catalog.filter(passes), ...new Set(unknown)];
}
