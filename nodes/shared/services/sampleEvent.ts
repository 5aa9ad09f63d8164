import type { SampleObject } from '../events/types';
import { valueAt, withValueAt } from '../signing/content/bodyValue';
import type { BodyPath } from '../signing/content/bodyValue';
import type { EventLocator } from '../signing/scheme';
import type { Moment, WebhookService } from './types';

/** An event to try a trigger with, ready to be serialised and signed. */
export interface SampleEvent {
	readonly eventName: string;
	/** The id, as the service would have made it; `undefined` when this event has none. */
	readonly id: string | undefined;
	readonly payload: SampleObject;
	/** Headers beside those of the signature, by the name that the service gives them. */
	readonly headers: Readonly<Record<string, string>>;
}

/** A copy that shares nothing with the catalog. */
const copyOf = (sample: SampleObject): SampleObject =>
	JSON.parse(JSON.stringify(sample)) as SampleObject;

const pathsOf = (locators: readonly EventLocator[]): BodyPath[] =>
	locators.flatMap((locator) => ('body' in locator ? [locator.body] : []));

/** Puts a value at every path that the payload has. */
const putAt = (payload: unknown, paths: readonly BodyPath[], value: unknown): unknown =>
	paths.reduce((changed, path) => withValueAt(changed, path, value), payload);

function findSample({ events, scheme }: WebhookService, eventName: string) {
	const own = events.find(({ name }) => name === eventName)?.sample;
	// Where any name is allowed, an example stands for those that nobody thought of.
	return own ?? (scheme.event.catalog === undefined ? events[0]?.sample : undefined);
}

function headersOf(
	{ scheme: { eventHeader, idHeader } }: WebhookService,
	eventName: string,
	id: string | undefined,
): Record<string, string> {
	return {
		...(eventHeader !== undefined && { [eventHeader]: eventName }),
		...(idHeader !== undefined && id !== undefined && { [idHeader]: id }),
	};
}

/**
 * Builds an event as the service would send it: its sample with a new id and the time of now. No two
 * of them are the same, so none is taken for a repeat of another.
 *
 * @returns `undefined` when the service has no event of this name
 */
export function buildSampleEvent(
	service: WebhookService,
	eventName: string,
	moment: Moment,
): SampleEvent | undefined {
	const sample = findSample(service, eventName);
	if (sample === undefined) return undefined;
	const { event, idHeader } = service.scheme;
	const named = putAt(copyOf(sample), pathsOf(event.name), eventName);
	const idPaths = pathsOf(event.id).filter((path) => valueAt(named, path) !== undefined);
	const hasId = idHeader !== undefined || idPaths.length > 0;
	const id = hasId ? service.makeId?.(moment) : undefined;
	const payload = service.freshValues.reduce(
		(changed, { path, make }) => withValueAt(changed, path, make(moment, valueAt(changed, path))),
		putAt(named, idPaths, id),
	) as SampleObject;
	return { eventName, id, payload, headers: headersOf(service, eventName, id) };
}
