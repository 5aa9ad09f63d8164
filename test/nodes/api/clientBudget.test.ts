import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TwigApi } from '../../../credentials/TwigApi.credentials';
import type { ApiContext } from '../../../nodes/shared/n8n/api/call';
import { createApiClient } from '../../../nodes/shared/n8n/api/client';
import type { ApiClient, ApiRequest } from '../../../nodes/shared/subscriptions/api/client';
import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import { Twig } from '../../../nodes/Twig/Twig.node';
import { startReceiver } from '../../support/n8n/receiver';
import { executeContext, hookContext } from '../../support/n8n/runNode';
import type { NodeSetup } from '../../support/n8n/runNode';
import { listen } from '../../support/n8n/servers';
import { fixedRuntime } from '../../support/runtime';

const setup: NodeSetup = {
	nodeType: new Twig(),
	credential: { type: new TwigApi(), data: { apiKey: 'twigsk_test_4f1c9b07', baseUrl: '' } },
};

const contexts: ReadonlyArray<[string, () => ApiContext]> = [
	['running', () => executeContext(setup)],
	['activating', () => hookContext(setup)],
];

const serve = async (
	handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> => `http://127.0.0.1:${await listen(createServer(handle))}`;

async function failureOf(client: ApiClient, request: ApiRequest): Promise<ApiError> {
	const error = await client(request).catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(ApiError);
	return error as ApiError;
}

describe.each(contexts)('a service that takes its time, while %s', (_, openContext) => {
	const BUDGET_MS = 1_000;

	/** A budget of real time that begins now. */
	const budgetOf = (budgetMs: number) => {
		const endsAt = performance.now() + budgetMs;
		return { leftMs: () => endsAt - performance.now() };
	};

	// The first call of a process loads the HTTP client, which may take all of a budget.
	beforeAll(async () => {
		const baseUrl = await serve((_request, response) => response.end('{}'));
		await createApiClient(openContext(), 'twigApi', { baseUrl })({ method: 'GET', url: '/hooks' });
	});

	test.each<[string, (response: ServerResponse) => void]>([
		['says nothing', () => undefined],
		[
			'sends its headers byte by byte',
			({ socket }) => {
				socket?.write('HTTP/1.1 200 OK\r\nX-Slow: ');
				const timer = setInterval(() => socket?.write('x'), 20);
				socket?.on('close', () => clearInterval(timer));
			},
		],
		[
			'sends its body byte by byte',
			(response) => {
				response.writeHead(201, { 'Content-Type': 'application/json' });
				const timer = setInterval(() => response.write(' '), 20);
				response.on('close', () => clearInterval(timer));
			},
		],
	])('and %s is given up when the budget ends, and not asked again', async (_title, behave) => {
		let calls = 0;
		const baseUrl = await serve((_request, response) => {
			calls += 1;
			behave(response);
		});
		const budget = budgetOf(BUDGET_MS);
		const client = createApiClient(openContext(), 'twigApi', { baseUrl, budget });
		const startedAt = performance.now();
		const { facts } = await failureOf(client, { method: 'POST', url: '/hooks' });
		expect(facts.kind).toBe('network');
		expect(performance.now() - startedAt).toBeLessThan(BUDGET_MS + 5_000);
		const second = await failureOf(client, { method: 'GET', url: '/hooks' });
		expect(second.facts.reason).toBe('earlier calls used up all the time allowed');
		expect(calls).toBe(1);
	});

	test.each([
		['5', [5000], 2],
		['6', [], 1],
		['30', [], 1],
	])('and asks for %s s is waited for only within the budget', async (retryAfter, waits, calls) => {
		const receiver = await startReceiver((response) => {
			response.writeHead(429, { 'Retry-After': retryAfter }).end();
		});
		const fixed = fixedRuntime();
		const endsAt = fixed.runtime.nowMs() + 5_500;
		const client = createApiClient(openContext(), 'twigApi', {
			baseUrl: new URL(receiver.url).origin,
			runtime: fixed.runtime,
			budget: { leftMs: () => endsAt - fixed.runtime.nowMs() },
		});
		expect((await failureOf(client, { method: 'GET', url: '/' })).facts.kind).toBe('rateLimited');
		expect(fixed.waits).toEqual(waits);
		expect(receiver.requests).toHaveLength(calls);
	});
});
