import { failure, success } from '../result';
import type { Result } from '../result';

/** Decides which events are let through: into a workflow, or to an endpoint. */
export interface EventFilter {
	/** @param eventName `null` for events without a name, which pass only an open filter */
	readonly passes: (eventName: string | null) => boolean;
}

const SEPARATORS = /[,\n\r]+/;
/** A name is near when at most every third character is another one. */
const MAX_DISTANCE_PER_CHARACTER = 1 / 3;

/**
 * Whether a name fits a pattern in which `*` stands for any run of characters. Remembers only the
 * last star, so that no name can make it slow.
 */
function fits(pattern: string, name: string): boolean {
	let position = 0;
	let index = 0;
	let star = -1;
	// Where the run of characters ends that the last star stands for.
	let runEnd = 0;
	while (index < name.length) {
		if (pattern[position] === '*') {
			star = position;
			runEnd = index;
			position += 1;
		} else if (pattern[position] === name[index]) {
			position += 1;
			index += 1;
		} else if (star !== -1) {
			runEnd += 1;
			index = runEnd;
			position = star + 1;
		} else {
			return false;
		}
	}
	while (pattern[position] === '*') position += 1;
	return position === pattern.length;
}

/** Number of characters to change, add or remove to get from one text to the other. */
function editDistance(from: string, to: string): number {
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let i = 1; i <= from.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= to.length; j += 1) {
			const substitution = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
			next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[to.length] ?? 0;
}

function nearest(entry: string, catalog: readonly string[]): string | undefined {
	let best: { name: string; distance: number } | undefined;
	for (const name of catalog) {
		const distance = editDistance(entry, name);
		if (best === undefined || distance < best.distance) best = { name, distance };
	}
	const maxDistance = entry.length * MAX_DISTANCE_PER_CHARACTER;
	return best && best.distance <= maxDistance ? best.name : undefined;
}

const nameIn = (entry: string): string => (entry.startsWith('!') ? entry.slice(1) : entry);

function findEntryProblem(entry: string): string | undefined {
	const pattern = nameIn(entry);
	if (pattern === '') return "the entry '!' names no event. Write, for example, !invoice.draft.";
	if (/\s/.test(pattern) || pattern.includes('!')) {
		return `the entry '${entry}' is not one name of an event. Separate events with commas, write * for a space inside a name, and ! only at the start of an entry.`;
	}
	return undefined;
}

/** The entries of a list of event names, which commas or line breaks separate. */
export const eventEntries = (entries: string | readonly string[]): string[] =>
	(typeof entries === 'string' ? [entries] : entries)
		.flatMap((text) => text.split(SEPARATORS))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');

/**
 * Reads a list of event names: `*` stands for any characters, `!` in front leaves events out. An
 * event passes when it fits an entry, or there are only entries that leave out, and it is left out
 * by none. Their order does not matter; upper and lower case do.
 *
 * Any name is taken as it is written: a service sends events that no list of ours has yet.
 * `findUnknownEntries` tells which entries may be mistakes.
 *
 * @param entries separated by commas or line breaks; empty lets everything pass
 * @returns the filter, or the sentence that says which entry to change
 */
export function parseEventFilter(entries: string | readonly string[]): Result<EventFilter> {
	const list = eventEntries(entries);
	for (const entry of list) {
		const problem = findEntryProblem(entry);
		if (problem !== undefined) return failure(problem);
	}
	const excluded = list.filter((entry) => entry.startsWith('!')).map(nameIn);
	const included = list.filter((entry) => !entry.startsWith('!'));
	const passes = (eventName: string | null): boolean => {
		if (eventName === null) return included.length === 0;
		if (excluded.some((pattern) => fits(pattern, eventName))) return false;
		return included.length === 0 || included.some((pattern) => fits(pattern, eventName));
	};
	return success({ passes });
}

/**
 * The first of these that cannot be the name of one event: APIs of services know no patterns. Names
 * that are in no list of ours can be: the service knows best which events it has.
 */
export const findPattern = (names: readonly string[]): string | undefined =>
	names.find((name) => /[\s*!]/.test(name));

/**
 * The entries that fit no event in a list of ours, each as a sentence that names the nearest event.
 * They are used as they are written all the same: no list is ever complete, so this is for people to
 * read, and nothing may be refused because of it. Slow: for publishing, not for requests.
 *
 * @param catalog every event of the provider that is known; absent where it sends any
 */
export function findUnknownEntries(
	entries: string | readonly string[],
	catalog: readonly string[] | undefined,
): string[] {
	if (catalog === undefined) return [];
	const unknown = eventEntries(entries).filter(
		(entry) => !catalog.some((name) => fits(nameIn(entry), name)),
	);
	return unknown.map((entry) => {
		const suggestion = nearest(nameIn(entry), catalog);
		const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
		return `the entry '${entry}' matches no event of the provider that this version knows. The trigger uses it as written.${hint}`;
	});
}
