import { randomBytes } from 'node:crypto';
import { FakeService } from './fakeService';
import type { ServiceAnswer, ServiceRequest } from './fakeService';

/** A webhook as the fake keeps it. */
export interface RestHook {
	readonly id: number;
	readonly callback: string;
	readonly topics: unknown;
	readonly secret: string;
}

/** What kind of service the fake is. */
export interface RestOptions {
	/** Whether it chooses the secret and tells it in the answer. Default: it takes one. */
	readonly choosesSecret?: boolean;
	/** Whether it refuses a second webhook for a URL with 409. Default: no. */
	readonly isUniqueByUrl?: boolean;
	/** Whether it answers DELETE with 405. Default: no. */
	readonly removesNone?: boolean;
}

const failure = (statusCode: number, detail: string): ServiceAnswer => ({
	statusCode,
	body: { detail },
});

/**
 * A service with an everyday webhook API below `/v2/subscriptions`: create (`callback`, `topics`,
 * `secret`), delete, show one, list all. Its answers are wrapped in `data`.
 */
export class FakeRest extends FakeService {
	readonly apiKey = `key_${randomBytes(12).toString('hex')}`;

	private known: RestHook[] = [];

	private lastId = 0;

	constructor(private readonly options: RestOptions = {}) {
		super();
	}

	/** The webhooks that exist, with their secrets. */
	hooks(): readonly RestHook[] {
		return this.known;
	}

	/** Makes a webhook as somebody would by hand. */
	addHook(callback: string, topics: unknown = [], secret = 'of somebody else'): RestHook {
		const hook = { id: (this.lastId += 1), callback, topics, secret };
		this.known.push(hook);
		return hook;
	}

	/** Forgets a webhook, as when somebody deletes it by hand. */
	forget(id: number): void {
		this.known = this.known.filter((hook) => hook.id !== id);
	}

	protected override answer({ method, path, headers, body }: ServiceRequest): ServiceAnswer {
		if (headers.authorization !== `Bearer ${this.apiKey}`) return failure(401, 'Unknown key');
		const match = /^\/v2\/subscriptions(?:\/(?<id>\d+))?$/.exec(path);
		if (!match) return failure(404, 'No such page');
		const id = match.groups?.id;
		if (id === undefined) return this.collection(method, body);
		const hook = this.known.find((each) => String(each.id) === id);
		if (method === 'DELETE' && this.options.removesNone) return failure(405, 'Method not allowed');
		if (!hook) return failure(404, 'No such subscription');
		if (method === 'GET') return { statusCode: 200, body: { data: show(hook) } };
		if (method !== 'DELETE') return failure(405, 'Method not allowed');
		this.forget(hook.id);
		return { statusCode: 204 };
	}

	private collection(method: string, body: string): ServiceAnswer {
		if (method === 'GET') {
			return { statusCode: 200, body: { data: { items: this.known.map(show) } } };
		}
		if (method !== 'POST') return failure(405, 'Method not allowed');
		const { callback, topics, secret } = JSON.parse(body) as Partial<RestHook>;
		const { choosesSecret, isUniqueByUrl } = this.options;
		if (typeof callback !== 'string') return failure(422, 'callback is missing');
		if (isUniqueByUrl && this.known.some((hook) => hook.callback === callback)) {
			return failure(409, 'There is a subscription for this URL');
		}
		const chosen = choosesSecret ? `sec_${randomBytes(12).toString('hex')}` : undefined;
		const hook = this.addHook(callback, topics, chosen ?? secret);
		const signing = choosesSecret ? { signing: { secret: hook.secret } } : {};
		return { statusCode: 201, body: { data: { ...show(hook), ...signing } } };
	}
}

const show = ({ id, callback, topics }: RestHook): Record<string, unknown> => ({
	id,
	callback,
	topics,
});
