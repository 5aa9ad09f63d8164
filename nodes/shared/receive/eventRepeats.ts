import { valueAt } from '../signing/content/bodyValue';
import type { BodyPath } from '../signing/content/bodyValue';
import { isUnsigned } from '../signing/unsigned';
import type { PartKeys } from './deduplicate/deduplicator';
import { messageKey } from './deduplicate/messageKey';
import { asText, isExactValue, valueOfEvent } from './facts';
import type { EventPlace } from './facts';
import { automaticKeys, repeatParts, signedItemsPath, signedKey } from './repeats';
import type { ProvenRequest, RepeatPolicy } from './repeats';

/** One of several events of a request. */
export interface SingleEvent {
	readonly place: EventPlace;
	/** The body with this event alone, as workflows see it. */
	readonly body: unknown;
}

/** The text of an event, to compare it by; `undefined` where a number in it may have been rounded. */
function exactText(event: unknown, except: readonly string[]): string | undefined {
	const rounded: unknown[] = [];
	const text = JSON.stringify(event, function (this: unknown, key, value: unknown) {
		if (Number.isInteger(value) && !isExactValue(value)) rounded.push(value);
		return this === event && except.includes(key) ? undefined : value;
	}) as string | undefined;
	return rounded.length === 0 ? text : undefined;
}

/** What tells one of several events from all others, wherever it comes again. */
function ownKey(
	{ scheme, payload }: ProvenRequest,
	place: EventPlace,
): { readonly parts: readonly string[]; readonly isId: boolean } | undefined {
	const { id = [], distinctBy = [], except = [] } = scheme.repeats.each ?? {};
	for (const path of id) {
		const found = valueOfEvent(payload, path, place);
		const value = isExactValue(found) ? asText(found) : undefined;
		if (value !== undefined) return { parts: ['event id', value], isId: true };
	}
	const distinct = distinctBy.map((path) => valueOfEvent(payload, path, place));
	if (distinct.every((value) => asText(value) === undefined || !isExactValue(value))) {
		return undefined;
	}
	const text = exactText(valueAt(payload, place as BodyPath), except);
	if (text === undefined) return undefined;
	return { parts: ['event', text, ...distinct.map((value) => asText(value) ?? '')], isId: false };
}

/**
 * Tells the same thing apart where it stands several times in one request: those are as many events.
 */
function createNumbering(): (parts: readonly string[]) => string {
	const counts = new Map<string, number>();
	return (parts) => {
		const key = messageKey(parts);
		const count = counts.get(key) ?? 0;
		counts.set(key, count + 1);
		return count === 0 ? key : messageKey([...parts, String(count)]);
	};
}

/** The keys of the whole request, made into keys of one of its events. */
const keysWithin = (keys: readonly string[], place: EventPlace): PartKeys =>
	keys.map((key) => messageKey(['event of', key, ...place]));

function automaticEventParts(
	proven: ProvenRequest,
	places: readonly EventPlace[],
): readonly PartKeys[] {
	const { scheme, payload } = proven;
	if (scheme.algorithm.kind === 'token') return places.map(() => []);
	if (signedItemsPath(scheme) !== undefined) {
		return places.map((place) => automaticKeys(proven, valueAt(payload, place as BodyPath)));
	}
	const ofRequest = automaticKeys(proven, payload);
	const numbered = createNumbering();
	return places.map((place) => {
		const own = ownKey(proven, place);
		if (own === undefined) return keysWithin(ofRequest, place);
		return [own.isId ? messageKey(own.parts) : numbered(own.parts)];
	});
}

/** What a user chose to tell repeats by, for each of several events. */
function chosenEventParts(
	policy: Exclude<RepeatPolicy, { by: 'automatic' }>,
	proven: ProvenRequest,
	events: readonly SingleEvent[],
): readonly PartKeys[] {
	if (policy.by === 'bodyField') {
		const numbered = createNumbering();
		return events.map(({ body }) => {
			const found = valueAt(body, policy.path);
			const value = isExactValue(found) ? asText(found) : undefined;
			return value === undefined ? [] : [numbered(['field', ...policy.path, value])];
		});
	}
	if (policy.by === 'content' && signedItemsPath(proven.scheme) !== undefined) {
		return events.map(({ place }) => [
			signedKey(proven, valueAt(proven.payload, place as BodyPath)),
		]);
	}
	const id = policy.by === 'deliveryId' ? (proven.scheme.repeats.each?.id ?? []) : [];
	const keys = repeatParts(policy, proven).flat();
	return events.map(({ place }) => {
		const own = id
			.map((path) => valueOfEvent(proven.payload, path, place))
			.find((value) => asText(value) !== undefined && isExactValue(value));
		const value = asText(own);
		return value === undefined ? keysWithin(keys, place) : [messageKey(['event id', value])];
	});
}

/** The keys under which each of several events may come again, in whatever request that is. */
export function repeatPartsOfEvents(
	policy: RepeatPolicy,
	proven: ProvenRequest,
	events: readonly SingleEvent[],
): readonly PartKeys[] {
	if (isUnsigned(proven.scheme)) return events.map(() => []);
	return policy.by === 'automatic'
		? automaticEventParts(
				proven,
				events.map(({ place }) => place),
			)
		: chosenEventParts(policy, proven, events);
}
