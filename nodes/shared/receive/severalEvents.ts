import { valueAt } from '../signing/content/bodyValue';
import type { BodyPath } from '../signing/content/bodyValue';
import type { EventLocator, EventLocators } from '../signing/scheme';
import { parseTimestamp } from '../signing/timestamp';
import { toEvent } from './event';
import type { CommonParts, ReceivedEvent } from './event';
import { failure, success } from '../result';
import type { Result } from '../result';
import { asText, eventsIn, locate, valueOfEvent } from './facts';
import type { EventPlace } from './facts';

/** When one of several events happened, where it says so. */
function timeOf({ own }: EventLocators, payload: unknown, place: EventPlace): number | undefined {
	for (const { body, unit } of own?.time ?? []) {
		const text = asText(valueOfEvent(payload, body, place));
		const time = text === undefined ? undefined : parseTimestamp(text, unit);
		if (time !== undefined) return time;
	}
	return undefined;
}

const hasStar = (locator: EventLocator): boolean =>
	'join' in locator ? locator.join.some(hasStar) : 'body' in locator && locator.body.includes('*');

function ownDataOf({ own }: EventLocators, payload: unknown, place: EventPlace): unknown {
	for (const path of own?.data ?? []) {
		const value = valueOfEvent(payload, path, place);
		if (value !== undefined) return value;
	}
	return valueAt(payload, place as BodyPath);
}

/**
 * The body of a request with one of its events alone: of the lists that hold events, what does not
 * lead to this one is left out. What stands beside them stays.
 *
 * @param lists the paths to events, counted from `value`
 */
function bodyOfOne(
	value: unknown,
	lists: ReadonlyArray<readonly string[]>,
	[key, ...further]: EventPlace,
): unknown {
	if (key === undefined || typeof value !== 'object' || value === null) return value;
	const inside = (name: string): Array<readonly string[]> =>
		lists.filter(([first]) => first === name).map(([, ...rest]) => rest);
	if (Array.isArray(value)) return [bodyOfOne(value[Number(key)], inside('*'), further)];
	const holdsOthers = new Set(lists.map(([name]) => name));
	const fields = Object.entries(value).filter(([name]) => name === key || !holdsOthers.has(name));
	return Object.fromEntries(
		fields.map(([name, field]) => [
			name,
			name === key ? bodyOfOne(field, inside(key), further) : (field as unknown),
		]),
	);
}

// With more, an execution would be too large for n8n to keep, and one request could fill its memory.
const MAX_EVENTS = 5_000;
const MAX_TEXT_LENGTH = 64 * 1024 * 1024;

const TOO_MANY = `the request holds more than ${MAX_EVENTS} events`;
const TOO_LARGE = 'what stands beside the events is too large to be repeated with each';

/** Whether the bodies of all these events together are too large. Looks at no more than allowed. */
function areTooLarge(
	{ payload, request, config }: CommonParts,
	places: readonly EventPlace[],
): boolean {
	const bodyBytes = request.body?.length ?? 0;
	if (places.length * bodyBytes <= MAX_TEXT_LENGTH) return false;
	if (config.includeRawBody) return true;
	let length = 0;
	return places.some((place) => {
		length += JSON.stringify(bodyOfOne(payload, config.scheme.event.each ?? [], place)).length;
		return length > MAX_TEXT_LENGTH;
	});
}

/**
 * Where the events of a request are, if each is to be an item of its own. None where the body is one
 * event; the problem is why several have to stay together.
 */
export function findSingleEvents(common: CommonParts): Result<readonly EventPlace[]> {
	const { payload, config } = common;
	const places = eventsIn({ scheme: config.scheme, payload });
	if (places.length > MAX_EVENTS) return failure(TOO_MANY);
	return areTooLarge(common, places) ? failure(TOO_LARGE) : success(places);
}

/**
 * What a workflow gets to see of several events of a request: each by itself, with its own id, name,
 * time and data. Its body holds this event alone, and what stands beside all of them.
 */
export function buildEvents(common: CommonParts, places: readonly EventPlace[]): ReceivedEvent[] {
	const { payload, request, config } = common;
	const { scheme } = config;
	const { event } = scheme;
	const source = { scheme, headers: request.headers, payload };
	const ids = event.own?.id ?? event.id.filter(hasStar);
	return places.map((place) =>
		toEvent(common, {
			id: locate(ids, source, place),
			name: locate(event.name, source, place),
			happenedAt: timeOf(event, payload, place),
			data: ownDataOf(event, payload, place),
			body: bodyOfOne(payload, event.each ?? [], place),
		}),
	);
}
