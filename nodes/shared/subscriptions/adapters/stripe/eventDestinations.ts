import { z } from 'zod';
import type { ApiClient, ApiRequest } from '../../api/client';
import type { RemoteHook } from '../../adapter';
import { ALL_EVENTS, ask, DESCRIPTION, eventsOf, MARK } from './ours';
import type { EndpointApi } from './ours';
import { boundedId, boundedNames, boundedSecret, boundedText, boundedUrl } from '../../bounds';

// The calls are those of Stripe's API v2: https://docs.stripe.com/api/v2/core/event-destinations

const PATH = '/v2/core/event_destinations';
// API v2 answers no call that does not name a version. Thin events are the same in all of them.
const headers = { 'Stripe-Version': '2026-10-28.endive' };
// It shows URL and secret only to those who ask for them, the secret once, when it is made.
const URL_FIELD = 'webhook_endpoint.url';
const SECRET_FIELD = 'webhook_endpoint.signing_secret';
const withUrl = { 'include[0]': URL_FIELD };

const destinationSchema = z.object({
	id: boundedId.regex(/^\w+$/),
	type: boundedText,
	event_payload: boundedText,
	enabled_events: boundedNames,
	status: boundedText,
	metadata: z.record(z.string()).nullish(),
	webhook_endpoint: z.object({ url: boundedUrl.nullish() }).nullish(),
});
const createdSchema = z
	.object({
		id: boundedId.regex(/^\w+$/),
		webhook_endpoint: z.object({ signing_secret: boundedSecret }),
	})
	.transform(({ id, webhook_endpoint: { signing_secret: secret } }) => ({ id, secret }));
const listSchema = z.object({
	data: z.array(destinationSchema),
	next_page_url: boundedUrl.nullish(),
});
type Destination = z.infer<typeof destinationSchema>;

function toRemoteHook(destination: Destination): RemoteHook {
	const { id, enabled_events: events, status, webhook_endpoint: endpoint } = destination;
	const isUnchanged =
		destination.type === 'webhook_endpoint' && destination.event_payload === 'thin';
	return {
		id,
		...(typeof endpoint?.url === 'string' && { url: endpoint.url }),
		events: events.includes(ALL_EVENTS) ? [] : events,
		isActive: status === 'enabled' && isUnchanged,
	};
}

const pathOf = (id: string): string => `${PATH}/${encodeURIComponent(id)}`;

/** Event destinations that are webhook endpoints and get thin events. */
export function eventDestinations(client: ApiClient): EndpointApi {
	const get = (url: string, query?: ApiRequest['query']): ApiRequest => ({
		method: 'GET',
		url,
		headers,
		...(query && { query }),
	});
	const post = (url: string, json: unknown): ApiRequest => ({
		method: 'POST',
		url,
		headers,
		body: { json },
	});

	return {
		create: async (wanted) => {
			const json = {
				type: 'webhook_endpoint',
				event_payload: 'thin',
				name: DESCRIPTION,
				enabled_events: eventsOf(wanted),
				metadata: { [MARK[0]]: MARK[1] },
				webhook_endpoint: { url: wanted.url },
				include: [SECRET_FIELD],
			};
			return await ask(client, post(PATH, json), createdSchema);
		},
		read: async (id) =>
			toRemoteHook(await ask(client, get(pathOf(id), withUrl), destinationSchema)),
		update: async (id, wanted) => {
			const json = {
				enabled_events: eventsOf(wanted),
				webhook_endpoint: { url: wanted.url },
				include: [URL_FIELD],
			};
			const updated = await ask(client, post(pathOf(id), json), destinationSchema);
			if (updated.status !== 'enabled') await client(post(`${pathOf(id)}/enable`, {}));
		},
		remove: async (id) => {
			await client({ method: 'DELETE', url: pathOf(id), headers });
		},
		list: async (next) => {
			// The address of the next page holds all that the first one was asked with.
			const request = next === undefined ? get(PATH, withUrl) : get(next);
			const listed = await ask(client, request, listSchema);
			return {
				endpoints: listed.data.map((destination) => ({
					hook: toRemoteHook(destination),
					metadata: destination.metadata ?? {},
				})),
				next: listed.next_page_url ?? undefined,
			};
		},
	};
}
