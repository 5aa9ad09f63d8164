import type { z } from 'zod';
import { readResponse } from '../../api/responses';
import { isSameUrl } from '../../compare';
import type { ApiClient, ApiRequest } from '../../api/client';
import type {
	CreatedHook,
	RemoteHook,
	SubscriptionTarget,
	WantedSubscription,
} from '../../adapter';

/** The mark by which we know which endpoints we may change and remove: a key and a value of metadata. */
export const MARK = ['managed_by', 'n8n-nodes-signed-webhooks'] as const;

/** What stands for every event. */
export const ALL_EVENTS = '*';

/** What people read at Stripe beside an endpoint. */
export const DESCRIPTION = 'Made by n8n';

// Far more than the 16 endpoints that Stripe allows.
const MAX_PAGES = 20;

/** How one of Stripe's two APIs makes, shows and changes what sends events to a URL. */
export interface EndpointApi {
	readonly create: (wanted: WantedSubscription, target: SubscriptionTarget) => Promise<CreatedHook>;
	readonly read: (id: string) => Promise<RemoteHook>;
	readonly update: (id: string, wanted: WantedSubscription) => Promise<void>;
	readonly remove: (id: string) => Promise<void>;
	/** One page of all that the account has; the first one when nothing is said. */
	readonly list: (next: string | undefined) => Promise<Page>;
}

/** One page of a list. */
export interface Page {
	readonly endpoints: ReadonlyArray<{
		readonly hook: RemoteHook;
		readonly metadata: Readonly<Record<string, string>>;
	}>;
	/** By which the next page is asked for; absent on the last one. */
	readonly next?: string | undefined;
}

/** Makes a call and reads its answer. Throws ApiError. */
export async function ask<Output>(
	client: ApiClient,
	request: ApiRequest,
	schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
): Promise<Output> {
	return readResponse(request, await client(request), schema);
}

/** The names of events as Stripe takes them. */
export const eventsOf = ({ events }: WantedSubscription): readonly string[] =>
	events.length > 0 ? events : [ALL_EVENTS];

/** Those that lead to a URL and bear our mark. */
export async function findMarked(
	{ list }: EndpointApi,
	url: string,
): Promise<readonly RemoteHook[]> {
	const ours: RemoteHook[] = [];
	let next: string | undefined;
	for (let page = 0; page < MAX_PAGES; page += 1) {
		const listed = await list(next);
		const marked = listed.endpoints.filter(({ metadata }) => metadata[MARK[0]] === MARK[1]);
		ours.push(...marked.map(({ hook }) => hook));
		({ next } = listed);
		if (next === undefined) break;
	}
	return ours.filter((hook) => isSameUrl(hook.url ?? '', url));
}
