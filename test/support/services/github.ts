import { randomBytes } from 'node:crypto';
import { FakeService } from './fakeService';
import type { ServiceAnswer, ServiceRequest } from './fakeService';

/** A webhook as the fake keeps it. */
export interface GitHubHook {
	readonly id: number;
	/** `repos/owner/name` or `orgs/name`. */
	readonly place: string;
	active: boolean;
	events: readonly string[];
	config: { url: string; content_type: string; insecure_ssl: string; secret?: string };
}

/** One attempt to deliver an event. */
export interface GitHubDelivery {
	/** Digits; may be more than a JavaScript number holds. */
	readonly id: string;
	readonly guid: string;
	/** ISO 8601. */
	readonly deliveredAt: string;
	readonly event: string;
	readonly statusCode: number;
}

/** What kind of GitHub the fake is. */
export interface GitHubOptions {
	/** Where the token may manage webhooks. Default: `repos/octocat/hello-world`. */
	readonly places?: readonly string[];
	/** Whether it refuses local webhook URLs, as the real one does. Default: no. */
	readonly refusesLocalUrls?: boolean;
	/** Logins of the organizations that the token's user, octocat, belongs to. Default: none. */
	readonly organizations?: readonly string[];
	/** What the token's user may see, as GitHub orders it. Default: none. */
	readonly repositories?: readonly GitHubRepository[];
}

/** A repository that the user may see. */
export interface GitHubRepository {
	readonly owner: string;
	readonly name: string;
	/** Whether the user administers it. Default: yes. */
	readonly admin?: boolean;
}

const HOOKS = /^\/(?<place>repos\/[^/]+\/[^/]+|orgs\/[^/]+)\/hooks(?:\/(?<id>\d+)(?<rest>\/.*)?)?$/;
const TIME = '2026-11-20T08:15:42Z';

const failure = (statusCode: number, message: string, errors?: unknown): ServiceAnswer => ({
	statusCode,
	body: {
		message,
		...(errors !== undefined && { errors }),
		documentation_url: 'https://docs.github.com/rest',
		status: String(statusCode),
	},
});
const notFound = failure(404, 'Not Found');

function pageOf<T>({ query }: ServiceRequest, all: readonly T[]): readonly T[] {
	const size = Math.min(100, Number(query.get('per_page') ?? 30));
	const start = (Number(query.get('page') ?? 1) - 1) * size;
	return all.slice(start, start + size);
}

const overlap = (first: readonly string[], second: readonly string[]): boolean =>
	first.includes('*') || second.includes('*') || first.some((event) => second.includes(event));

/** A GitHub of our own: webhooks of repositories and organizations, and their deliveries. */
export class FakeGitHub extends FakeService {
	readonly token = `ghp_${randomBytes(18).toString('hex')}`;

	private known: GitHubHook[] = [];

	private readonly delivered = new Map<number, GitHubDelivery[]>();

	private readonly places: readonly string[];

	private lastId = 1000;

	/** Ids of the deliveries that were asked for once more. */
	readonly redelivered: string[] = [];

	constructor(private readonly options: GitHubOptions = {}) {
		super();
		this.places = options.places ?? ['repos/octocat/hello-world'];
	}

	/** The webhooks that exist, with their secrets. */
	hooks(): readonly GitHubHook[] {
		return this.known;
	}

	/** Makes a webhook as somebody would by hand. */
	addHook(place: string, url: string, events: readonly string[] = ['push']): GitHubHook {
		const config = { url, content_type: 'json', insecure_ssl: '0', secret: 'of somebody else' };
		const hook = { id: (this.lastId += 1), place, active: true, events, config };
		this.known.push(hook);
		return hook;
	}

	/** Forgets a webhook, as when somebody deletes it by hand. */
	forget(id: number): void {
		this.known = this.known.filter((hook) => hook.id !== id);
	}

	/** Adds attempts to deliver something to a webhook; newest first, as GitHub lists them. */
	addDeliveries(hookId: number, ...deliveries: readonly GitHubDelivery[]): void {
		this.delivered.set(hookId, [...(this.delivered.get(hookId) ?? []), ...deliveries]);
	}

	protected override answer(call: ServiceRequest): ServiceAnswer {
		if (call.headers.authorization !== `Bearer ${this.token}`)
			return failure(401, 'Bad credentials');
		if (!call.headers['user-agent'])
			return failure(403, 'Request forbidden by administrative rules.');
		if (call.path.startsWith('/user')) return this.account(call);
		const { place = '', id, rest } = HOOKS.exec(call.path)?.groups ?? {};
		if (!this.places.some((each) => each.toLowerCase() === place.toLowerCase())) return notFound;
		if (id === undefined) return this.collection(call, place);
		const hook = this.known.find((each) => String(each.id) === id && each.place === place);
		if (!hook) return notFound;
		return rest === undefined ? this.single(call, hook) : this.deliveries(call, hook, rest);
	}

	/** The user of the token, and what belongs to it. */
	private account(call: ServiceRequest): ServiceAnswer {
		const { organizations = [], repositories = [] } = this.options;
		switch (call.path) {
			case '/user':
				return { statusCode: 200, body: { login: 'octocat', id: 1, type: 'User' } };
			case '/user/orgs':
				return { statusCode: 200, body: pageOf(call, organizations).map((login) => ({ login })) };
			case '/user/repos':
				return {
					statusCode: 200,
					body: pageOf(call, repositories).map(({ owner, name, admin = true }) => ({
						name,
						full_name: `${owner}/${name}`,
						owner: { login: owner },
						permissions: { admin, push: true, pull: true },
					})),
				};
			default:
				return notFound;
		}
	}

	private collection(call: ServiceRequest, place: string): ServiceAnswer {
		if (call.method === 'POST') return this.create(call, place);
		if (call.method !== 'GET') return notFound;
		const hooks = this.known.filter((hook) => hook.place === place);
		return { statusCode: 200, body: pageOf(call, hooks).map((hook) => this.show(hook)) };
	}

	private create({ body }: ServiceRequest, place: string): ServiceAnswer {
		const { active = true, events = ['push'], config } = JSON.parse(body) as Partial<GitHubHook>;
		const problem = config && this.findProblem(config.url, events, place);
		if (!config) return failure(422, 'Validation Failed', [{ resource: 'Hook', code: 'missing' }]);
		if (problem !== undefined) {
			const errors = [{ resource: 'Hook', code: 'custom', message: problem }];
			return failure(422, 'Validation Failed', errors);
		}
		const hook = { id: (this.lastId += 1), place, active, events, config };
		this.known.push(hook);
		return { statusCode: 201, body: this.show(hook) };
	}

	private single({ method, body }: ServiceRequest, hook: GitHubHook): ServiceAnswer {
		if (method === 'GET') return { statusCode: 200, body: this.show(hook) };
		if (method === 'DELETE') {
			this.forget(hook.id);
			return { statusCode: 204 };
		}
		if (method !== 'PATCH') return notFound;
		const change = JSON.parse(body) as Partial<GitHubHook>;
		const { url } = change.config ?? hook.config;
		const problem = this.findProblem(url, change.events ?? hook.events, hook.place, hook.id);
		if (problem !== undefined) return failure(422, 'Validation Failed', [{ message: problem }]);
		Object.assign(hook, change);
		return { statusCode: 200, body: this.show(hook) };
	}

	private deliveries(call: ServiceRequest, { id }: GitHubHook, rest: string): ServiceAnswer {
		const all = this.delivered.get(id) ?? [];
		const again = /^\/deliveries\/(\d+)\/attempts$/.exec(rest)?.[1];
		if (call.method === 'POST' && again !== undefined) {
			if (!all.some((delivery) => delivery.id === again)) return notFound;
			this.redelivered.push(again);
			return { statusCode: 202, body: {} };
		}
		if (call.method !== 'GET' || rest !== '/deliveries') return notFound;
		const size = Math.min(100, Number(call.query.get('per_page') ?? 30));
		const start = Number((call.query.get('cursor') ?? 'v1_0').slice(3));
		const next = `${this.url}${call.path}?per_page=${size}&cursor=v1_${start + size}`;
		const headers = start + size < all.length ? { Link: `<${next}>; rel="next"` } : undefined;
		// Written by hand, since JSON.stringify knows no numbers of 64 bits.
		const items = all.slice(start, start + size).map((delivery) => showDelivery(delivery));
		const type = { 'Content-Type': 'application/json' };
		return { statusCode: 200, headers: { ...type, ...headers }, body: `[${items.join(',')}]` };
	}

	private findProblem(
		url: string,
		events: readonly string[],
		place: string,
		ownId?: number,
	): string | undefined {
		if (this.options.refusesLocalUrls && /^https?:\/\/(localhost|127\.)/.test(url)) {
			return "url is not supported because it isn't reachable over the public Internet (localhost)";
		}
		const isTaken = this.known.some(
			(hook) =>
				hook.id !== ownId &&
				hook.place === place &&
				hook.config.url === url &&
				overlap(hook.events, events),
		);
		return isTaken ? 'Hook already exists on this repository' : undefined;
	}

	private show({ id, place, active, events, config }: GitHubHook): Record<string, unknown> {
		const url = `${this.url}/${place}/hooks/${id}`;
		return {
			type: place.startsWith('orgs/') ? 'Organization' : 'Repository',
			id,
			name: 'web',
			active,
			events,
			config: { ...config, ...(config.secret !== undefined && { secret: '********' }) },
			updated_at: TIME,
			created_at: TIME,
			url,
			test_url: `${url}/test`,
			ping_url: `${url}/pings`,
			deliveries_url: `${url}/deliveries`,
			last_response: { code: null, status: 'unused', message: null },
		};
	}
}

function showDelivery({ id, guid, deliveredAt, event, statusCode }: GitHubDelivery): string {
	const isOk = statusCode >= 200 && statusCode < 300;
	const rest = JSON.stringify({
		guid,
		delivered_at: deliveredAt,
		redelivery: false,
		duration: 0.27,
		status: isOk ? 'OK' : 'Invalid HTTP Response: ' + String(statusCode),
		status_code: statusCode,
		event,
		action: null,
		installation_id: null,
		repository_id: 1296269,
		throttled_at: null,
	});
	return `{"id":${id},${rest.slice(1)}`;
}
