import { z } from 'zod';
import type { ApiClient, FormField } from '../../api/client';
import type { RemoteHook, WantedSubscription } from '../../adapter';
import { ALL_EVENTS, ask, DESCRIPTION, eventsOf, MARK } from './ours';
import type { EndpointApi } from './ours';
import { boundedId, boundedNames, boundedSecret, boundedText, boundedUrl } from '../../bounds';

// The calls are those of Stripe's API, version 2026-10-28.endive, which have been the same for
// years: https://docs.stripe.com/api/webhook_endpoints

const PATH = '/v1/webhook_endpoints';
const PAGE_SIZE = '100';

const endpointSchema = z.object({
	id: boundedId.regex(/^\w+$/),
	url: boundedUrl,
	enabled_events: boundedNames,
	status: boundedText,
	metadata: z.record(z.string()).nullish(),
});
const createdSchema = z.object({ id: boundedId.regex(/^\w+$/), secret: boundedSecret });
const listSchema = z.object({ data: z.array(endpointSchema), has_more: z.boolean() });
type Endpoint = z.infer<typeof endpointSchema>;

const toRemoteHook = ({ id, url, enabled_events: events, status }: Endpoint): RemoteHook => ({
	id,
	url,
	events: events.includes(ALL_EVENTS) ? [] : events,
	isActive: status === 'enabled',
});

const toFields = (wanted: WantedSubscription): FormField[] => [
	['url', wanted.url],
	...eventsOf(wanted).map((event, index): FormField => [`enabled_events[${index}]`, event]),
];

const pathOf = (id: string): string => `${PATH}/${encodeURIComponent(id)}`;

/** Webhook endpoints, which get snapshot events. */
export const webhookEndpoints = (client: ApiClient): EndpointApi => ({
	create: async (wanted, { apiVersion }) => {
		const form: FormField[] = [
			...toFields(wanted),
			['description', DESCRIPTION],
			[`metadata[${MARK[0]}]`, MARK[1]],
			...(apiVersion === undefined ? [] : [['api_version', apiVersion] as const]),
		];
		return await ask(client, { method: 'POST', url: PATH, body: { form } }, createdSchema);
	},
	read: async (id) =>
		toRemoteHook(await ask(client, { method: 'GET', url: pathOf(id) }, endpointSchema)),
	update: async (id, wanted) => {
		const form: FormField[] = [...toFields(wanted), ['disabled', 'false']];
		await ask(client, { method: 'POST', url: pathOf(id), body: { form } }, endpointSchema);
	},
	remove: async (id) => {
		await client({ method: 'DELETE', url: pathOf(id) });
	},
	list: async (next) => {
		const query = { limit: PAGE_SIZE, ...(next !== undefined && { starting_after: next }) };
		const listed = await ask(client, { method: 'GET', url: PATH, query }, listSchema);
		return {
			endpoints: listed.data.map((endpoint) => ({
				hook: toRemoteHook(endpoint),
				metadata: endpoint.metadata ?? {},
			})),
			next: listed.has_more ? listed.data.at(-1)?.id : undefined,
		};
	},
});
