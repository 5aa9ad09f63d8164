import { createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A webhook as the fake keeps it. */
export interface TwigHook {
	readonly id: string;
	readonly url: string;
	readonly events: readonly string[];
	readonly description: string;
	readonly secret: string;
	readonly status: 'active';
	readonly createdAt: string;
}

/** A request that came in, and what was answered; no status when the connection was dropped. */
export interface TwigCall {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	readonly statusCode?: number;
}

/** What can be asked of the API. `test` sends a test event, `probe` is any call by GET. */
export type TwigOperation = 'create' | 'delete' | 'probe' | 'test';

/** How one call goes wrong. */
export interface Misbehaviour {
	/** How long the fake waits before it does anything. Default: not at all. */
	readonly delayMs?: number;
	/** Whether the call takes effect all the same. Default: no. */
	readonly takesEffect?: boolean;
	/** The answer, or that there is none. Default: the one that a good call gets. */
	readonly answer?: TwigAnswer | 'dropped' | 'never';
}

/** An answer of the API. A body that is no text is sent as JSON. */
export interface TwigAnswer {
	readonly statusCode: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

/** What kind of service the fake is. */
export interface TwigOptions {
	/** Whether webhook URLs may start with http://, unlike at the real service. Default: no. */
	readonly acceptsHttp?: boolean;
	/** What a DELETE gets: the effect, 405, or the 404 of a missing route. Default: the effect. */
	readonly removal?: 'noRoute' | 'notOffered' | 'offered';
}

const failure = (statusCode: number, code: string, message: string): TwigAnswer => ({
	statusCode,
	body: { error: { code, message }, status: 'error' },
});

async function readText(message: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { statusCode, headers, body }: TwigAnswer): void {
	const isText = typeof body === 'string';
	const type = body === undefined || isText ? {} : { 'Content-Type': 'application/json' };
	response.writeHead(statusCode, { ...type, ...headers });
	response.end(isText ? body : JSON.stringify(body));
}

/** A Twig AI of our own, as a real HTTP server that records every call. */
export class FakeTwig {
	readonly apiKey = `twigsk_test_${randomBytes(16).toString('hex')}`;

	private readonly server: Server;
	private readonly known = new Map<string, TwigHook>();
	private readonly recorded: TwigCall[] = [];
	private readonly plans = new Map<TwigOperation, Misbehaviour[]>();
	private readonly stopped = new AbortController();
	private port = 0;

	constructor(private readonly options: TwigOptions = {}) {
		this.server = createServer((request, response) => {
			this.handle(request, response).catch(() => response.destroy());
		});
	}

	/** Starts it on a free local port. */
	async start(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.port = (this.server.address() as AddressInfo).port;
		return this;
	}

	/** Address of the API. */
	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Lets the next calls of an operation go wrong, one after the other; later ones are good. */
	script(operation: TwigOperation, ...misbehaviours: readonly Misbehaviour[]): void {
		this.plans.set(operation, [...(this.plans.get(operation) ?? []), ...misbehaviours]);
	}

	/** The webhooks that exist. */
	hooks(): readonly TwigHook[] {
		return [...this.known.values()];
	}

	/** Forgets a webhook, as when somebody deletes it by hand. */
	forget(id: string): void {
		this.known.delete(id);
	}

	/** Every call, in order. */
	calls(): readonly TwigCall[] {
		return this.recorded;
	}

	/** Stops it, with all connections. */
	async stop(): Promise<void> {
		this.stopped.abort();
		const closed = new Promise((resolve) => this.server.close(resolve));
		this.server.closeAllConnections();
		await closed;
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { method = '', url = '', headers } = request;
		const call = { method, path: url, headers, body: await readText(request) };
		const answer = await this.decide(call);
		if (typeof answer === 'object') {
			this.recorded.push({ ...call, statusCode: answer.statusCode });
			send(response, answer);
			return;
		}
		this.recorded.push(call);
		if (answer === 'dropped') request.socket.destroy();
	}

	private async decide(call: TwigCall): Promise<Misbehaviour['answer']> {
		const { operation, id } = this.route(call.method, call.path);
		const plan = operation && this.plans.get(operation)?.shift();
		if (plan?.delayMs) await setTimeout(plan.delayMs, undefined, { signal: this.stopped.signal });
		if (plan?.answer && !plan.takesEffect) return plan.answer;
		const good = await this.answer(operation, id, call.headers, call.body);
		return plan?.answer ?? good;
	}

	private route(method: string, url: string): { operation?: TwigOperation; id: string } {
		const [, id = '', rest] = /^\/api\/webhooks(?:\/([^/?]+))?(\/test)?$/.exec(url) ?? [];
		if (method === 'GET') return { operation: 'probe', id };
		if (method === 'POST' && url === '/api/webhooks') return { operation: 'create', id };
		if (method === 'POST' && rest) return { operation: 'test', id };
		if (method === 'DELETE' && id) return { operation: 'delete', id };
		return { id };
	}

	private async answer(
		operation: TwigOperation | undefined,
		id: string,
		headers: IncomingHttpHeaders,
		body: string,
	): Promise<TwigAnswer> {
		if (headers.authorization !== `Bearer ${this.apiKey}`) {
			return failure(401, 'unauthorized', 'Invalid or missing API key');
		}
		switch (operation) {
			case 'create':
				return this.create(body);
			case 'delete':
				return this.remove(id);
			case 'probe':
				return { statusCode: 200, body: { data: [], status: 'success' } };
			case 'test':
				return await this.sendTestEvent(id);
			case undefined:
				return failure(404, 'not_found', 'Resource not found');
		}
	}

	private create(body: string): TwigAnswer {
		const { url, events, description } = JSON.parse(body) as Partial<TwigHook>;
		const schemes = this.options.acceptsHttp ? /^https?:\/\// : /^https:\/\//;
		if (!schemes.test(url ?? '')) {
			return failure(400, 'invalid_request', 'Webhook URL must use HTTPS');
		}
		if (!Array.isArray(events) || events.length === 0) {
			return failure(400, 'invalid_request', 'At least one event is required');
		}
		const shown = {
			id: `wh_${randomBytes(4).toString('hex')}`,
			url: url as string,
			events,
			secret: `whsec_${randomBytes(24).toString('base64url')}`,
			status: 'active' as const,
			createdAt: '2026-11-20T08:15:42Z',
		};
		this.known.set(shown.id, { ...shown, description: description ?? '' });
		return { statusCode: 201, body: shown };
	}

	private remove(id: string): TwigAnswer {
		if (this.options.removal === 'notOffered') {
			return failure(405, 'method_not_allowed', 'Method not allowed');
		}
		if (this.options.removal === 'noRoute') {
			const message = `Cannot DELETE /api/webhooks/${id}`;
			return { statusCode: 404, body: { message, error: 'Not Found', statusCode: 404 } };
		}
		return this.known.delete(id)
			? { statusCode: 204 }
			: failure(404, 'not_found', 'Webhook not found');
	}

	/** Sends a test event as the real service signs its events: hex HMAC-SHA256 of the body. */
	private async sendTestEvent(id: string): Promise<TwigAnswer> {
		const hook = this.known.get(id);
		if (!hook) return failure(404, 'not_found', 'Webhook not found');
		const body = JSON.stringify({
			id: `evt_${randomBytes(5).toString('hex')}`,
			type: hook.events[0],
			timestamp: '2026-11-20T08:15:42Z',
			data: {},
			organizationId: 'org-204',
		});
		const signature = createHmac('sha256', hook.secret).update(body).digest('hex');
		await fetch(hook.url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', 'X-Twig-Signature': signature },
			body,
		});
		return { statusCode: 200, body: { success: true } };
	}
}
