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

/** The path to one of several events; the first one where nothing else is said. */
function pathAt(path: BodyPath, indexes: readonly string[]): BodyPath {
	if (!path.includes(ANY)) return path;
	let stars = 0;
	return path.map((key) => (key === ANY ? (indexes[stars++] ?? '0') : key)) as [
		string,
		...string[],
	];
}

const presentKeys = (keys: readonly string[], payload: unknown): string[] =>
	payload === null || typeof payload !== 'object'
		? []
		: keys.filter((key) => Object.hasOwn(payload, key));

function readFact(locator: EventLocator, source: FactSource, indexes: readonly string[]): Fact {
	const { scheme, headers, payload } = source;
	if ('join' in locator) {
		const parts = locator.join.map((part) => readFact(part, source, indexes));
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
			? valueAt(payload, pathAt(locator.body, indexes))
			: presentKeys(locator.presentKey, payload)[0];
	return { value: asText(found) ?? null, isSigned, isExact: isExactValue(found) };
}

/**
 * The fact that stands in the first of these places that holds one. Signed places go before others:
 * nobody may put another fact in front of a signed one.
 *
 * @param indexes which event of the body is meant: what each `*` of a path stands for. Default: the
 *   first.
 */
export function locate(
	locators: readonly EventLocator[],
	source: FactSource,
	indexes: readonly string[] = [],
): Fact {
	let unsigned: Fact | undefined;
	for (const locator of locators) {
		const fact = readFact(locator, source, indexes);
		if (fact.value === null) continue;
		if (fact.isSigned) return fact;
		unsigned ??= fact;
	}
	return unsigned ?? NOT_FOUND;
}

/** What each `*` of the path stands for, for everything it leads to. */
function placesOf(payload: unknown, path: readonly string[]): string[][] {
	const [key, ...rest] = path;
	if (key === undefined) return [[]];
	if (key !== ANY) {
		const child = valueAt(payload, [key]);
		return child === undefined ? [] : placesOf(child, rest);
	}
	if (!Array.isArray(payload)) return [];
	return (payload as unknown[]).flatMap((element, index) =>
		placesOf(element, rest).map((further) => [String(index), ...further]),
	);
}

/** Which events a body holds, each by what the `*` of the paths to its facts stand for. */
export const eventsIn = ({ scheme, payload }: FactSource): string[][] =>
	(scheme.event.each ?? []).flatMap((path) => placesOf(payload, path));

/** The names of all events of a body, each once; `null` alone where none has a name. */
export function eventNames(source: FactSource): ReadonlyArray<string | null> {
	const { name } = source.scheme.event;
	const events = eventsIn(source);
	const names = new Set<string>();
	for (const indexes of events.length === 0 ? [[]] : events) {
		const { value } = locate(name, source, indexes);
		if (value !== null) names.add(value);
	}
	for (const locator of name) {
		if (!('presentKey' in locator)) continue;
		for (const key of presentKeys(locator.presentKey, source.payload)) names.add(key);
	}
	return names.size === 0 ? [null] : [...names];
}
