import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A request that came in, and what was answered. */
export interface ServiceRequest {
	readonly method: string;
	/** Without query, as it came. */
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	/** Absent when the connection was dropped. */
	readonly statusCode?: number;
}

/** An answer. A body that is no text is sent as JSON. */
export interface ServiceAnswer {
	readonly statusCode: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

/** How calls go wrong. */
export interface Misbehaviour {
	/** Which calls: method and pattern of the path. Default: any. */
	readonly on?: { readonly method?: string; readonly path?: RegExp };
	/** How many calls. Default: one. */
	readonly times?: number;
	/** How long the service waits before it does anything. Default: not at all. */
	readonly delayMs?: number;
	/** How often the call takes effect. Default: not at all with an answer of its own, else once. */
	readonly effects?: 0 | 1 | 2;
	/** The answer, or that there is none. Default: the one that a good call gets. */
	readonly answer?: ServiceAnswer | 'dropped' | 'never';
}

async function readText(message: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { statusCode, headers, body }: ServiceAnswer): void {
	const isText = typeof body === 'string';
	const type = body === undefined || isText ? {} : { 'Content-Type': 'application/json' };
	response.writeHead(statusCode, { ...type, ...headers });
	response.end(isText ? body : JSON.stringify(body));
}

/**
 * A service of our own, as a real HTTP server on the loopback address: it behaves like the real one
 * as far as its documentation goes, misbehaves when it is told to, and records every call. It needs
 * nothing of Jest, so that end-to-end tests and scripts can use it as well.
 */
export abstract class FakeService {
	private readonly server: Server;

	private readonly recorded: ServiceRequest[] = [];

	private plans: Misbehaviour[] = [];

	private readonly stopped = new AbortController();

	private port = 0;

	constructor() {
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

	/** Address of the API, without a slash at its end. */
	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Lets next calls go wrong, one plan after the other; later calls are good. */
	script(...plans: readonly Misbehaviour[]): void {
		this.plans.push(...plans);
	}

	/** Forgets what was scripted and has not happened yet. */
	behave(): void {
		this.plans = [];
	}

	/** Every call, in order. */
	calls(): readonly ServiceRequest[] {
		return this.recorded;
	}

	/** The calls that change something, as `METHOD /path`. */
	writes(): readonly string[] {
		return this.recorded
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path }) => `${method} ${path}`);
	}

	/** Stops it, with all connections. */
	async stop(): Promise<void> {
		this.stopped.abort();
		const closed = new Promise((resolve) => this.server.close(resolve));
		this.server.closeAllConnections();
		await closed;
	}

	/** Does what a good call asks for. */
	protected abstract answer(call: ServiceRequest): Promise<ServiceAnswer> | ServiceAnswer;

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { method = '', url = '', headers } = request;
		// A URL object would resolve dots in the path.
		const [path = '', search] = url.split('?');
		const query = new URLSearchParams(search);
		const call = { method, path, query, headers, body: await readText(request) };
		const answer = await this.decide(call);
		if (typeof answer === 'object') {
			this.recorded.push({ ...call, statusCode: answer.statusCode });
			send(response, answer);
			return;
		}
		this.recorded.push(call);
		if (answer === 'dropped') request.socket.destroy();
	}

	private async decide(call: ServiceRequest): Promise<ServiceAnswer | 'dropped' | 'never'> {
		const plan = this.nextPlan(call);
		if (plan?.delayMs) await setTimeout(plan.delayMs, undefined, { signal: this.stopped.signal });
		const effects = plan?.effects ?? (plan?.answer ? 0 : 1);
		let answer: ServiceAnswer = { statusCode: 500 };
		for (let effect = 0; effect < effects; effect += 1) answer = await this.answer(call);
		return plan?.answer ?? answer;
	}

	private nextPlan({ method, path }: ServiceRequest): Misbehaviour | undefined {
		const index = this.plans.findIndex(
			({ on = {} }) => (on.method ?? method) === method && (on.path?.test(path) ?? true),
		);
		const plan = this.plans[index];
		if (!plan) return undefined;
		const { times = 1 } = plan;
		if (times > 1) this.plans[index] = { ...plan, times: times - 1 };
		else this.plans.splice(index, 1);
		return plan;
	}
}
