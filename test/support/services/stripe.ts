import { randomBytes } from 'node:crypto';
import { FakeService } from './fakeService';
import type { ServiceAnswer, ServiceRequest } from './fakeService';

/** A webhook endpoint as the fake keeps it. */
export interface StripeEndpoint {
	readonly id: string;
	url: string;
	enabledEvents: readonly string[];
	status: 'disabled' | 'enabled';
	readonly metadata: Readonly<Record<string, string>>;
	readonly apiVersion: string | null;
	readonly description: string | null;
	readonly secret: string;
	/** Thin ones are made and changed as event destinations. */
	readonly payload: 'snapshot' | 'thin';
}

/** An event of the account. */
export interface StripeEvent {
	readonly id: string;
	readonly type: string;
	/** Seconds since 1970. */
	readonly created: number;
	readonly isDelivered: boolean;
}

/** What kind of Stripe the fake is. */
export interface StripeOptions {
	/** Whether webhook URLs may start with http://, as in test mode. Default: no. */
	readonly acceptsHttp?: boolean;
}

const MAX_ENDPOINTS = 16;
const DESTINATIONS_PER_PAGE = 2;
const PATH = '/v1/webhook_endpoints';
const PATH_V2 = '/v2/core/event_destinations';

/** What calls of API v2 say. */
interface DestinationParams {
	readonly enabled_events?: readonly string[];
	readonly include?: readonly string[];
	readonly metadata?: Readonly<Record<string, string>>;
	readonly name?: string;
	readonly webhook_endpoint?: { readonly url: string };
}

const failure = (statusCode: number, message: string, param?: string): ServiceAnswer => ({
	statusCode,
	body: { error: { message, type: 'invalid_request_error', ...(param && { param }) } },
});

const randomId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

/** The values of `name[0]`, `name[1]` or `name[]`. */
const listIn = (form: URLSearchParams, name: string): string[] =>
	[...form].filter(([key]) => /^(.+)\[\d*\]$/.exec(key)?.[1] === name).map(([, value]) => value);

function metadataIn(form: URLSearchParams): Record<string, string> {
	return Object.fromEntries(
		[...form].flatMap(([key, value]) => {
			const name = /^metadata\[(.+)\]$/.exec(key)?.[1];
			return name === undefined ? [] : [[name, value]];
		}),
	);
}

/** A Stripe of our own: webhook endpoints, and the list of events. */
export class FakeStripe extends FakeService {
	readonly apiKey = `sk_test_${randomBytes(18).toString('hex')}`;

	private known: StripeEndpoint[] = [];

	/** Newest first, as Stripe lists them. */
	readonly events: StripeEvent[] = [];

	constructor(private readonly options: StripeOptions = {}) {
		super();
	}

	/** The endpoints that exist, newest first, with their secrets. */
	hooks(): readonly StripeEndpoint[] {
		return this.known;
	}

	/** Makes an endpoint as somebody would in the dashboard. */
	addHook(url: string, enabledEvents: readonly string[] = ['*']): StripeEndpoint {
		return this.add({ url, enabledEvents, metadata: {}, apiVersion: null, description: null });
	}

	/** Forgets an endpoint, as when somebody deletes it in the dashboard. */
	forget(id: string): void {
		this.known = this.known.filter((endpoint) => endpoint.id !== id);
	}

	protected override answer(call: ServiceRequest): ServiceAnswer {
		const { authorization } = call.headers;
		const basic = `Basic ${Buffer.from(`${this.apiKey}:`).toString('base64')}`;
		if (authorization !== `Bearer ${this.apiKey}` && authorization !== basic) {
			return failure(401, `Invalid API Key provided: ${String(authorization).slice(7, 15)}****`);
		}
		if (call.path === '/v1/events' && call.method === 'GET') return this.listEvents(call.query);
		if (call.path.startsWith(PATH_V2)) return this.destinations(call);
		if (call.path === PATH) return this.collection(call);
		const id = call.path.startsWith(`${PATH}/`) ? call.path.slice(PATH.length + 1) : '';
		const endpoint = this.snapshots().find((each) => each.id === decodeURIComponent(id));
		return endpoint
			? this.single(call, endpoint)
			: failure(404, `No such webhook endpoint: '${id}'`, 'id');
	}

	private collection({ method, query, body }: ServiceRequest): ServiceAnswer {
		if (method === 'POST') return this.create(new URLSearchParams(body));
		return page(this.snapshots(), query, PATH, (endpoint) => show(endpoint));
	}

	private snapshots(): readonly StripeEndpoint[] {
		return this.known.filter(({ payload }) => payload === 'snapshot');
	}

	/** API v2, which shows endpoints of both kinds, but no URL or secret unless it is asked for. */
	private destinations({ method, path, query, headers, body }: ServiceRequest): ServiceAnswer {
		if (headers['stripe-version'] === undefined) {
			return failure(400, 'Please provide a Stripe-Version header.');
		}
		const json = (body === '' ? {} : JSON.parse(body)) as DestinationParams;
		if (path === PATH_V2 && method === 'POST') return this.createDestination(json);
		if (path === PATH_V2) return this.listDestinations(query);
		const [id = '', action] = path.slice(PATH_V2.length + 1).split('/');
		const endpoint = this.known.find((each) => each.id === id);
		if (!endpoint) return failure(404, `No such event destination: '${id}'`);
		const include = method === 'GET' ? listIn(query, 'include') : (json.include ?? []);
		return this.destination(method, action, endpoint, json, include);
	}

	private destination(
		method: string,
		action: string | undefined,
		endpoint: StripeEndpoint,
		json: DestinationParams,
		include: readonly string[],
	): ServiceAnswer {
		if (method === 'DELETE') {
			this.forget(endpoint.id);
			return { statusCode: 200, body: { id: endpoint.id, object: 'v2.core.event_destination' } };
		}
		if (action === 'enable') endpoint.status = 'enabled';
		else if (method === 'POST') {
			endpoint.url = json.webhook_endpoint?.url ?? endpoint.url;
			endpoint.enabledEvents = json.enabled_events ?? endpoint.enabledEvents;
		}
		return { statusCode: 200, body: showDestination(endpoint, include) };
	}

	private createDestination(json: DestinationParams): ServiceAnswer {
		const { webhook_endpoint: webhook, enabled_events: enabledEvents = [], include = [] } = json;
		const problem = this.findProblem(webhook?.url ?? '', enabledEvents);
		if (problem) return problem;
		const endpoint = this.add({
			url: webhook?.url ?? '',
			enabledEvents,
			metadata: json.metadata ?? {},
			apiVersion: null,
			description: json.name ?? null,
			payload: 'thin',
		});
		return { statusCode: 200, body: showDestination(endpoint, include) };
	}

	private listDestinations(query: URLSearchParams): ServiceAnswer {
		const start = Number(query.get('page') ?? 0);
		const end = start + DESTINATIONS_PER_PAGE;
		const next = new URLSearchParams(query);
		next.set('page', String(end));
		const include = listIn(query, 'include');
		return {
			statusCode: 200,
			body: {
				data: this.known.slice(start, end).map((each) => showDestination(each, include)),
				next_page_url: end < this.known.length ? `${PATH_V2}?${next.toString()}` : null,
				previous_page_url: null,
			},
		};
	}

	private create(form: URLSearchParams): ServiceAnswer {
		const [url, enabledEvents] = [form.get('url') ?? '', listIn(form, 'enabled_events')];
		const problem = this.findProblem(url, enabledEvents);
		if (problem) return problem;
		if (this.known.length >= MAX_ENDPOINTS) {
			const message = `You have reached the maximum of ${MAX_ENDPOINTS} test webhook endpoints.`;
			return failure(400, message);
		}
		const endpoint = this.add({
			url,
			enabledEvents,
			metadata: metadataIn(form),
			apiVersion: form.get('api_version'),
			description: form.get('description'),
		});
		return { statusCode: 200, body: { ...show(endpoint), secret: endpoint.secret } };
	}

	private single({ method, body }: ServiceRequest, endpoint: StripeEndpoint): ServiceAnswer {
		if (method === 'DELETE') {
			this.forget(endpoint.id);
			const { id } = endpoint;
			return { statusCode: 200, body: { id, object: 'webhook_endpoint', deleted: true } };
		}
		if (method === 'POST') {
			const form = new URLSearchParams(body);
			const events = listIn(form, 'enabled_events');
			endpoint.url = form.get('url') ?? endpoint.url;
			if (events.length > 0) endpoint.enabledEvents = events;
			const disabled = form.get('disabled');
			if (disabled !== null) endpoint.status = disabled === 'true' ? 'disabled' : 'enabled';
		}
		return { statusCode: 200, body: show(endpoint) };
	}

	private listEvents(query: URLSearchParams): ServiceAnswer {
		const types = listIn(query, 'types');
		const since = Number(query.get('created[gte]') ?? 0);
		if (types.length > 20) return failure(400, 'Array types exceeded maximum 20 allowed elements.');
		const wanted = this.events.filter(
			(event) =>
				(query.get('delivery_success') !== 'false' || !event.isDelivered) &&
				event.created >= since &&
				(types.length === 0 || types.includes(event.type)),
		);
		return page(wanted, query, '/v1/events', ({ id, type, created }) => ({
			id,
			object: 'event',
			type,
			created,
			api_version: '2026-10-28.endive',
			data: { object: {} },
			livemode: false,
			pending_webhooks: 1,
			request: null,
		}));
	}

	private findProblem(url: string, events: readonly string[]): ServiceAnswer | undefined {
		if (events.length === 0) {
			return failure(400, 'Missing required param: enabled_events.', 'enabled_events');
		}
		const schemes = this.options.acceptsHttp ? ['https://', 'http://'] : ['https://'];
		const isGood = schemes.some((scheme) => url.startsWith(scheme));
		return isGood ? undefined : failure(400, 'Invalid URL: URL must begin with https.', 'url');
	}

	private add(
		endpoint: Pick<
			StripeEndpoint,
			'apiVersion' | 'description' | 'enabledEvents' | 'metadata' | 'url'
		> &
			Partial<Pick<StripeEndpoint, 'payload'>>,
	): StripeEndpoint {
		const { payload = 'snapshot' } = endpoint;
		const added: StripeEndpoint = {
			...endpoint,
			payload,
			id: randomId(payload === 'thin' ? 'ed_test' : 'we'),
			status: 'enabled',
			secret: randomId('whsec'),
		};
		this.known.unshift(added);
		return added;
	}
}

function page<Item extends { readonly id: string }>(
	items: readonly Item[],
	query: URLSearchParams,
	url: string,
	toBody: (item: Item) => unknown,
): ServiceAnswer {
	const size = Number(query.get('limit') ?? 10);
	const after = query.get('starting_after');
	const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
	const data = items.slice(start, start + size).map(toBody);
	const hasMore = start + size < items.length;
	return { statusCode: 200, body: { object: 'list', url, has_more: hasMore, data } };
}

const show = (endpoint: StripeEndpoint): Record<string, unknown> => ({
	id: endpoint.id,
	object: 'webhook_endpoint',
	api_version: endpoint.apiVersion,
	application: null,
	created: 1_795_000_000,
	description: endpoint.description,
	enabled_events: endpoint.enabledEvents,
	livemode: false,
	metadata: endpoint.metadata,
	status: endpoint.status,
	url: endpoint.url,
});

const showDestination = (
	endpoint: StripeEndpoint,
	include: readonly string[],
): Record<string, unknown> => ({
	id: endpoint.id,
	object: 'v2.core.event_destination',
	created: '2026-11-20T08:15:42.318Z',
	description: '',
	enabled_events: endpoint.enabledEvents,
	event_payload: endpoint.payload,
	events_from: ['@self'],
	livemode: false,
	metadata: endpoint.metadata,
	name: endpoint.description,
	status: endpoint.status,
	type: 'webhook_endpoint',
	updated: '2026-11-20T08:15:42.318Z',
	webhook_endpoint: {
		signing_secret: include.includes('webhook_endpoint.signing_secret') ? endpoint.secret : null,
		url: include.includes('webhook_endpoint.url') ? endpoint.url : null,
	},
});
