import { z } from 'zod';
import { readResponse } from '../../api/responses';
import type { JsonObject } from '../../../json';
import { boundedId } from '../../bounds';
import type { ApiClient, ApiRequest } from '../../api/client';

const PAGE_SIZE = 100;
const MAX_PAGES = 20;
// https://docs.stripe.com/api/events/list: at most 20 names, and events of the last 30 days only.
const MAX_TYPES = 20;
// Seconds; the last time that a date can hold.
const MAX_TIME = 8_640_000_000_000;

const eventSchema = z
	.object({
		id: boundedId,
		type: boundedId,
		created: z.number().int().min(0).max(MAX_TIME),
	})
	.passthrough();
const listSchema = z.object({ data: z.array(eventSchema), has_more: z.boolean() });

/** An event that did not reach every endpoint of the account. */
export interface UndeliveredEvent {
	readonly id: string;
	readonly type: string;
	/** ISO 8601. */
	readonly createdAt: string;
	/** The whole event, as an endpoint gets it. */
	readonly event: JsonObject;
}

/** Events that did not arrive, and whether the list reaches back as far as was asked for. */
export interface UndeliveredEvents {
	/** Oldest first. */
	readonly events: readonly UndeliveredEvent[];
	readonly isComplete: boolean;
}

/**
 * Events since a time that have not been delivered to every endpoint of the account. Stripe does
 * not say which endpoint missed them, and tries them again itself for three days: events that this
 * trigger has had already may be among them, and have to be told apart by their id.
 *
 * @param names of the wanted events; empty for all
 */
export async function listUndelivered(
	client: ApiClient,
	sinceMs: number,
	names: readonly string[],
): Promise<UndeliveredEvents> {
	const isWanted = new Set(names);
	const types = names.length <= MAX_TYPES ? names : [];
	const filter = {
		delivery_success: 'false',
		'created[gte]': String(Math.floor(sinceMs / 1000)),
		...Object.fromEntries(types.map((name, index) => [`types[${index}]`, name])),
		limit: String(PAGE_SIZE),
	};
	const found: Array<z.infer<typeof eventSchema>> = [];
	let lastId: string | undefined;
	let isComplete = false;
	for (let page = 0; page < MAX_PAGES && !isComplete; page += 1) {
		const query = { ...filter, ...(lastId !== undefined && { starting_after: lastId }) };
		const request: ApiRequest = { method: 'GET', url: '/v1/events', query };
		const { data, has_more: hasMore } = readResponse(request, await client(request), listSchema);
		found.push(...data);
		lastId = data.at(-1)?.id;
		isComplete = !hasMore || lastId === undefined;
	}
	const events = found
		.filter(({ type }) => names.length === 0 || isWanted.has(type))
		.reverse()
		.map((event) => ({
			id: event.id,
			type: event.type,
			createdAt: new Date(event.created * 1000).toISOString(),
			event,
		}));
	return { events, isComplete };
}
