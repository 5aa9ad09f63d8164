import { z } from 'zod';
import { readAnswer } from '../../answers';
import type { ApiError } from '../../apiError';
import { isSameUrl } from '../../compare';
import { callToRead, callToRemove } from '../../outcomes';
import type {
	ApiClient,
	ApiRequest,
	FormField,
	KnownHook,
	RemoteHook,
	SubscriptionAdapter,
	SubscriptionTarget,
	WantedSubscription,
} from '../../types';
import { boundedId, boundedNames, boundedSecret, boundedText, boundedUrl } from '../../bounds';

// The calls are those of Stripe's API, version 2026-10-28.endive, which have been the same for
// years: https://docs.stripe.com/api/webhook_endpoints

const PATH = '/v1/webhook_endpoints';
const PAGE_SIZE = 100;
// Far more than the 16 endpoints that Stripe allows.
const MAX_PAGES = 20;
const ALL_EVENTS = '*';
// Our mark: by it we know which endpoints we may change and remove.
const MARK = ['managed_by', 'n8n-nodes-signed-webhooks'] as const;

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

const toFields = ({ url, events }: WantedSubscription): FormField[] => [
	['url', url],
	...(events.length > 0 ? events : [ALL_EVENTS]).map((event, index): FormField => [
		`enabled_events[${index}]`,
		event,
	]),
];

const endpointPath = ({ id }: KnownHook): string => `${PATH}/${encodeURIComponent(id)}`;

function adviceFor({ facts: { kind, reason = '' } }: ApiError): string | undefined {
	if (kind === 'forbidden') {
		return 'Give the restricted key of the credential the permission to write Webhook Endpoints, or use a secret key.';
	}
	return kind === 'invalid' && /maximum|limit/i.test(reason)
		? 'Remove a webhook endpoint at Stripe that is not needed any more, then publish the workflow again.'
		: undefined;
}

/**
 * Where endpoints are made. The version of their events cannot be changed later, so another one
 * counts as another place: the endpoint is made anew.
 *
 * @param apiVersion for example `2026-10-28.endive`; empty for the default of the account
 */
export const stripeTarget = (apiVersion: string): SubscriptionTarget => ({
	service: 'stripe',
	...(apiVersion.trim() !== '' && { apiVersion: apiVersion.trim() }),
});

/** Webhook endpoints of a Stripe account, which is that of the key. */
export function createStripeAdapter(
	client: ApiClient,
	target: SubscriptionTarget,
): SubscriptionAdapter {
	async function ask<Output>(
		request: ApiRequest,
		schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
	): Promise<Output> {
		return readAnswer(request, await client(request), schema);
	}

	async function findOurs(url: string): Promise<readonly RemoteHook[]> {
		const ours: Endpoint[] = [];
		let lastId: string | undefined;
		for (let page = 0; page < MAX_PAGES; page += 1) {
			const query = {
				limit: String(PAGE_SIZE),
				...(lastId !== undefined && { starting_after: lastId }),
			};
			const listed = await ask({ method: 'GET', url: PATH, query }, listSchema);
			ours.push(
				...listed.data.filter(
					(endpoint) => isSameUrl(endpoint.url, url) && endpoint.metadata?.[MARK[0]] === MARK[1],
				),
			);
			lastId = listed.data.at(-1)?.id;
			if (!listed.has_more || lastId === undefined) break;
		}
		return ours.map(toRemoteHook);
	}

	return {
		target,
		takesSecret: false,
		create: async (wanted) => {
			const { apiVersion } = target;
			const form: FormField[] = [
				...toFields(wanted),
				['description', 'Made by n8n'],
				[`metadata[${MARK[0]}]`, MARK[1]],
				...(apiVersion === undefined ? [] : [['api_version', apiVersion] as const]),
			];
			return await ask({ method: 'POST', url: PATH, body: { form } }, createdSchema);
		},
		read: async (known) =>
			await callToRead(async () =>
				toRemoteHook(await ask({ method: 'GET', url: endpointPath(known) }, endpointSchema)),
			),
		findOurs,
		update: async (known, wanted) => {
			const form: FormField[] = [...toFields(wanted), ['disabled', 'false']];
			await ask({ method: 'POST', url: endpointPath(known), body: { form } }, endpointSchema);
			return {};
		},
		remove: async (known) =>
			await callToRemove(async () => await client({ method: 'DELETE', url: endpointPath(known) })),
		whereToLook: () => 'https://dashboard.stripe.com/webhooks',
		adviceFor,
	};
}
