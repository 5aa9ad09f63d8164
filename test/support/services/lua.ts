import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerTo } from './lua/routes';
import type { FakeAgent, FakeWebhook, LuaCall } from './lua/routes';

export type { FakeAgent, FakeWebhook, LuaCall } from './lua/routes';

/** A way to behave badly. Without anything else, the call is answered as usual. */
export interface Misbehaviour {
	/** Which calls it is for, as in `PATCH /developer/`. Default: any. */
	readonly call?: RegExp;
	/** For how many such calls. Default: one. */
	readonly times?: number;
	/** Wait before the answer, in milliseconds. */
	readonly delayMs?: number;
	/** Whether the call takes effect although the answer says something else. Default: it does not. */
	readonly takesEffect?: boolean;
	/** Instead of the usual answer: this one, no answer at all, or a closed connection. */
	readonly answer?:
		| 'none'
		| 'hangUp'
		| {
				readonly statusCode: number;
				readonly headers?: Readonly<Record<string, string>>;
				/** Text as it is, anything else as JSON. */
				readonly body?: unknown;
		  };
	/** Something that happens at the service right before the call, done by somebody else. */
	readonly before?: () => void;
}

/** Agents and webhooks of a new fake service; every call gives fresh ones. */
export const someAgents = (): FakeAgent[] => [
	{
		id: 'agent_1',
		name: 'Support Bot',
		organisation: { id: 'org_1', name: 'Acme' },
		webhooks: [
			{
				id: '5b7c2d0e-3f57-4f0a-9c1e-8a1d1f0c2b3a',
				name: 'delivery-tracker',
				active: true,
				eventSubscriptions: ['message.read'],
				versions: ['1.0.0', '1.0.1'],
			},
			{
				id: '0d1b6f4a-77c1-4b7e-b0a5-2f9f5f7f7c11',
				name: 'orders',
				active: true,
				eventSubscriptions: [],
				versions: [],
				secret: 'a-long-random-string',
			},
			{
				id: 'c3a1f0de-1111-4222-8333-944455556666',
				name: 'paused',
				active: false,
				eventSubscriptions: [],
				versions: ['1.0.0'],
			},
		],
	},
	...['Sales Bot', 'Night Shift'].map((name, index) => ({
		id: `agent_${index + 2}`,
		name,
		organisation: { id: 'org_1', name: 'Acme' },
		webhooks: [],
	})),
	{
		id: 'agent_4',
		name: 'Concierge',
		organisation: { id: 'org_2', name: 'Hotel Luna' },
		webhooks: [],
	},
];

/**
 * A fake of Lua's API and of the place where Lua takes requests to webhooks: a real HTTP server on
 * a local port that writes down every call and behaves as badly as it is told to.
 */
export class FakeLua {
	readonly apiKey: string = 'api_test-key';

	private readonly server: Server;

	private readonly log: LuaCall[] = [];

	private readonly scripts: Array<Misbehaviour & { left: number }> = [];

	constructor(private readonly agents: FakeAgent[] = someAgents()) {
		this.server = createServer((request, response) => void this.handle(request, response));
	}

	async start(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	/** Base URL of the API. */
	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Base URL of webhooks. */
	get webhookUrl(): string {
		return `${this.url}/hooks`;
	}

	/** Misbehaves at the next calls; several scripts are used up one after another. */
	script(...scripts: readonly Misbehaviour[]): void {
		this.scripts.push(...scripts.map((each) => ({ ...each, left: each.times ?? 1 })));
	}

	/** The webhooks of an agent as they are now, to look at and to change. */
	webhooks(agentId = 'agent_1'): FakeWebhook[] {
		return this.agents.find(({ id }) => id === agentId)?.webhooks ?? [];
	}

	/** Every call so far. */
	calls(): readonly LuaCall[] {
		return this.log;
	}

	async stop(): Promise<void> {
		const closed = new Promise((resolve) => this.server.close(resolve));
		this.server.closeAllConnections();
		await closed;
	}

	private nextScript({ method, path }: LuaCall): Misbehaviour {
		const script = this.scripts.find(
			({ call, left }) => left > 0 && (call?.test(`${method} ${path}`) ?? true),
		);
		if (script) script.left -= 1;
		return script ?? {};
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const call = await readCall(request);
		this.log.push(call);
		const { answer, before, delayMs = 0, takesEffect = false } = this.nextScript(call);
		before?.();
		const usual = !answer || takesEffect ? answerTo(this.agents, this.apiKey, call) : undefined;
		if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
		if (answer === 'none') return;
		if (answer === 'hangUp') {
			request.socket.destroy();
			return;
		}
		const { statusCode, body, headers } = { headers: {}, ...(answer ?? usual) } as Exclude<
			typeof answer,
			string | undefined
		>;
		response.writeHead(statusCode, { 'content-type': 'application/json', ...headers });
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	}
}

async function readCall(request: IncomingMessage): Promise<LuaCall> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	// As it came: a URL object would resolve dots in the path.
	const [path = '', search] = (request.url ?? '').split('?');
	return {
		method: request.method ?? '',
		path,
		query: Object.fromEntries(new URLSearchParams(search)),
		headers: request.headers,
		body: Buffer.concat(chunks).toString('utf8'),
	};
}
