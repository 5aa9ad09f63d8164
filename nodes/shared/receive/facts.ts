import { valueAt } from '../signing/content/bodyValue';
import type { BodyPath } from '../signing/content/bodyValue';
import { listedHeaders } from '../signing/content';
import type { EventLocator, SignatureScheme } from '../signing/scheme';
import type { HeaderLookup } from '../signing/request';

/** A fact about an event, and whether the signature covers it. */
export interface Fact {
	readonly value: string | null;
	readonly isSigned: boolean;
	/** Whether it is what the sender wrote, and no number that was rounded: see `isExactValue`. */
	readonly isExact: boolean;
}

/** What facts are read from. */
export interface FactSource {
	readonly scheme: SignatureScheme;
	readonly headers: HeaderLookup;
	readonly payload: unknown;
}

const NOT_FOUND: Fact = { value: null, isSigned: true, isExact: true };

/**
 * Whether a value is for sure what stands in the body: numbers beyond 2^53 are rounded when it is
 * read, so that two of them may look like one.
 */
export const isExactValue = (value: unknown): boolean =>
	typeof value !== 'number' || Number.isSafeInteger(value);

/** A value as the text of a fact: texts that are not empty, and numbers; else `undefined`. */
export const asText = (value: unknown): string | undefined =>
	(typeof value === 'string' && value !== '') || typeof value === 'number'
		? String(value)
		: undefined;

/** Whether the signature covers all of the body. */
export function bodyIsSigned({ content, algorithm, bodyHashParameter }: SignatureScheme): boolean {
	return (
		content.includes('body') ||
		bodyHashParameter !== undefined ||
		(algorithm.kind === 'jwt' && algorithm.claims.some(({ equals }) => equals === 'bodySha256Hex'))
	);
}

function headerIsSigned(
	{ content, idHeader }: SignatureScheme,
	header: string,
	headers: HeaderLookup,
): boolean {
	if (content.includes('id') && idHeader?.toLowerCase() === header) return true;
	return content.some((part) => {
		if (typeof part !== 'object') return false;
		if ('header' in part) return part.header.toLowerCase() === header;
		if (!('signedHeaders' in part)) return false;
		return listedHeaders(headers(part.signedHeaders.toLowerCase()).join(',')).includes(header);
	});
}

/** Whether the signature covers the place, whatever it holds. */
export function isSignedPlace(
	locator: EventLocator,
	source: Pick<FactSource, 'headers' | 'scheme'>,
): boolean {
	if ('join' in locator) return locator.join.every((part) => isSignedPlace(part, source));
	if ('header' in locator) return headerIsSigned(source.scheme, locator.header, source.headers);
	return bodyIsSigned(source.scheme);
}

const ANY = '*';
const NO_STEPS: readonly string[] = [];

/** One of the events of a body: the keys that lead to it. */
export type EventPlace = readonly string[];

/**
 * The path to a fact of one event: where it goes along with the path to the event, its `*` are the same.
 * `undefined` where it goes to another list, which holds nothing about this event.
 *
 * @param place absent for the first event that the path leads to
 */
function pathAt(path: BodyPath, place: EventPlace | undefined): BodyPath | undefined {
	if (!path.includes(ANY)) return path;
	let isAlong = true;
	const keys = path.map((key, index) => {
		if (place === undefined) return key === ANY ? '0' : key;
		if (key === ANY) return isAlong ? place[index] : undefined;
		isAlong &&= place[index] === key;
		return key;
	});
	return keys.includes(undefined) ? undefined : (keys as [string, ...string[]]);
}

/** What stands at a path of one event of a body; `*` in it are the positions of the event. */
export function valueOfEvent(payload: unknown, path: BodyPath, place?: EventPlace): unknown {
	const exact = pathAt(path, place);
	return exact && valueAt(payload, exact);
}

const presentKeys = (keys: readonly string[], payload: unknown): string[] =>
	payload === null || typeof payload !== 'object'
		? []
		: keys.filter((key) => Object.hasOwn(payload, key));

/** The key that names an event: the one of its list, or else the first that there is. */
function presentKeyOf(
	keys: readonly string[],
	payload: unknown,
	place: EventPlace | undefined,
): string | undefined {
	const [key] = place ?? NO_STEPS;
	return key !== undefined && keys.includes(key) ? key : presentKeys(keys, payload)[0];
}

function readFact(locator: EventLocator, source: FactSource, place?: EventPlace): Fact {
	const { scheme, headers, payload } = source;
	if ('join' in locator) {
		const parts = locator.join.map((part) => readFact(part, source, place));
		if (parts.some(({ value }) => value === null)) return NOT_FOUND;
		return {
			value: parts.map(({ value }) => value).join(locator.separator),
			isSigned: parts.every(({ isSigned }) => isSigned),
			isExact: parts.every((part) => part.isExact),
		};
	}
	const isSigned = isSignedPlace(locator, source);
	if ('header' in locator) {
		const alias = scheme.headerAliases?.[locator.header];
		const value = asText(headers(locator.header)[0] ?? (alias && headers(alias)[0]));
		return { value: value ?? null, isSigned, isExact: true };
	}
	const found =
		'body' in locator
			? valueOfEvent(payload, locator.body, place)
			: presentKeyOf(locator.presentKey, payload, place);
	return { value: asText(found) ?? null, isSigned, isExact: isExactValue(found) };
}

/**
 * The fact that stands in the first of these places that holds one. Signed places go before others:
 * nobody may put another fact in front of a signed one.
 *
 * @param place which event of the body is meant. Default: the first.
 */
export function locate(
	locators: readonly EventLocator[],
	source: FactSource,
	place?: EventPlace,
): Fact {
	let unsigned: Fact | undefined;
	for (const locator of locators) {
		const fact = readFact(locator, source, place);
		if (fact.value === null) continue;
		if (fact.isSigned) return fact;
		unsigned ??= fact;
	}
	return unsigned ?? NOT_FOUND;
}

/** The paths to everything that a path with `*` leads to. */
function placesOf(payload: unknown, path: readonly string[]): EventPlace[] {
	const [key, ...rest] = path;
	if (key === undefined) return [[]];
	if (key !== ANY) {
		const child = valueAt(payload, [key]);
		return child === undefined ? [] : placesOf(child, rest).map((further) => [key, ...further]);
	}
	if (!Array.isArray(payload)) return [];
	return (payload as unknown[]).flatMap((element, index) =>
		placesOf(element, rest).map((further) => [String(index), ...further]),
	);
}

/** Where the events of a body are; none where it is one event as a whole. */
export const eventsIn = ({
	scheme,
	payload,
}: Pick<FactSource, 'payload' | 'scheme'>): EventPlace[] =>
	(scheme.event.each ?? []).flatMap((path) => placesOf(payload, path));

/** The names of all events of a body, each once; `null` alone where none has a name. */
export function eventNames(source: FactSource): ReadonlyArray<string | null> {
	const { name } = source.scheme.event;
	const events = eventsIn(source);
	const names = new Set<string>();
	for (const place of events.length === 0 ? [undefined] : events) {
		const { value } = locate(name, source, place);
		if (value !== null) names.add(value);
	}
	for (const locator of name) {
		if (!('presentKey' in locator)) continue;
		for (const key of presentKeys(locator.presentKey, source.payload)) names.add(key);
	}
	return names.size === 0 ? [null] : [...names];
}
