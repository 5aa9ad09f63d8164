import { setTimeout } from 'node:timers/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TwigApi } from '../../../credentials/TwigApi.credentials';
import type { ApiContext } from '../../../nodes/shared/n8n/api/call';
import { createApiClient } from '../../../nodes/shared/n8n/api/client';
import type { ApiClientSettings } from '../../../nodes/shared/n8n/api/client';
import type { ApiClient, ApiRequest } from '../../../nodes/shared/subscriptions/api/client';
import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import { Twig } from '../../../nodes/Twig/Twig.node';
import { findLeaks } from '../../support/n8n/leaks';
import { answering, refusingUrl, startReceiver } from '../../support/n8n/receiver';
import { executeContext, hookContext, loadOptionsContext } from '../../support/n8n/runNode';
import type { NodeSetup } from '../../support/n8n/runNode';
import { listen } from '../../support/n8n/servers';
import { fixedRuntime } from '../../support/runtime';

const apiKey = 'twigsk_test_4f1c9b07d2a85e36';
const secret = 'whsec_n4Zk0bLq8sVt2yXw';
const setup: NodeSetup = {
	nodeType: new Twig(),
	credential: { type: new TwigApi(), data: { apiKey, baseUrl: '', secret } },
};

const contexts: ReadonlyArray<[string, (changes?: Partial<NodeSetup>) => ApiContext]> = [
	['running', (changes) => executeContext({ ...setup, ...changes })],
	['activating', (changes) => hookContext({ ...setup, ...changes })],
	['filling a list', (changes) => loadOptionsContext({ ...setup, ...changes })],
];

const serve = async (
	handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> => `http://127.0.0.1:${await listen(createServer(handle))}`;

const originOf = (url: string): string => new URL(url).origin;

async function failureOf(client: ApiClient, request: ApiRequest): Promise<ApiError> {
	const error = await client(request).catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(ApiError);
	return error as ApiError;
}

describe.each(contexts)('while %s', (_, openContext) => {
	const clientFor = (baseUrl: string, settings: Partial<ApiClientSettings> = {}): ApiClient =>
		createApiClient(openContext(), 'twigApi', { baseUrl, ...settings });

	test('a JSON body goes out exactly as it is, with the key', async () => {
		const receiver = await startReceiver();
		const json = { empty: {}, list: [], text: 'Zoë / \u2028', number: 1.5 };
		await clientFor(originOf(receiver.url))({ method: 'PATCH', url: '/a/b', body: { json } });
		const [request] = receiver.requests;
		expect(request).toMatchObject({
			method: 'PATCH',
			path: '/a/b',
			headers: {
				authorization: `Bearer ${apiKey}`,
				accept: 'application/json',
				'content-type': 'application/json',
			},
		});
		expect(request?.body.toString()).toBe(
			'{"empty":{},"list":[],"text":"Zoë / \u2028","number":1.5}',
		);
	});

	test('an empty JSON body is sent', async () => {
		const receiver = await startReceiver();
		await clientFor(originOf(receiver.url))({ method: 'POST', url: '/', body: { json: {} } });
		expect(receiver.requests[0]?.body.toString()).toBe('{}');
	});

	test('a form goes out with its names in order, repeated ones as well', async () => {
		const receiver = await startReceiver();
		await clientFor(originOf(receiver.url))({
			method: 'POST',
			url: '/v1/things',
			body: {
				form: [
					['events[]', 'a.b'],
					['events[]', 'c d&e'],
					['url', 'https://x.example/?q=1'],
				],
			},
		});
		const [request] = receiver.requests;
		expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
		expect(request?.body.toString()).toBe(
			'events%5B%5D=a.b&events%5B%5D=c+d%26e&url=https%3A%2F%2Fx.example%2F%3Fq%3D1',
		);
	});

	test('a call without a body sends none', async () => {
		const receiver = await startReceiver();
		await clientFor(originOf(receiver.url))({ method: 'DELETE', url: '/things/1' });
		expect(receiver.requests[0]?.body).toHaveLength(0);
	});

	test('query and headers are added', async () => {
		const receiver = await startReceiver();
		await clientFor(originOf(receiver.url))({
			method: 'GET',
			url: '/things?page=2',
			query: { q: 'a b&c' },
			headers: { Accept: 'application/vnd.example+json', 'X-Version': '1' },
		});
		expect(receiver.requests[0]).toMatchObject({
			path: '/things?page=2&q=a+b%26c',
			headers: { accept: 'application/vnd.example+json', 'x-version': '1' },
		});
	});

	test('an answer is read, its headers by lower-case name and its ids with all digits', async () => {
		const baseUrl = await serve((_request, response) => {
			response.writeHead(201, { 'X-Request-Id': 'r1', 'Content-Type': 'application/json' });
			response.end('{"id":12345678901234567890,"name":"Zoë"}');
		});
		const answer = await clientFor(baseUrl)({ method: 'GET', url: '/' });
		expect(answer).toMatchObject({
			statusCode: 201,
			headers: { 'x-request-id': 'r1' },
			body: { id: '12345678901234567890', name: 'Zoë' },
		});
	});

	test('an answer without a body has none, and one that is not JSON is text', async () => {
		const receiver = await startReceiver((response, number) => {
			if (number === 1) response.writeHead(204).end();
			else response.writeHead(200).end('OK');
		});
		const client = clientFor(originOf(receiver.url));
		expect((await client({ method: 'DELETE', url: '/' })).body).toBeUndefined();
		expect((await client({ method: 'DELETE', url: '/' })).body).toBe('OK');
	});

	test('a redirect is not followed', async () => {
		const elsewhere = await startReceiver();
		const baseUrl = await serve((_request, response) => {
			response.writeHead(302, { Location: elsewhere.url }).end();
		});
		const { facts } = await failureOf(clientFor(baseUrl), { method: 'GET', url: '/' });
		expect(facts).toMatchObject({ kind: 'redirected', statusCode: 302 });
		expect(elsewhere.requests).toEqual([]);
	});

	test('the key goes to no other host', async () => {
		const here = await startReceiver();
		const elsewhere = await startReceiver();
		const client = clientFor(originOf(here.url));
		for (const url of [elsewhere.url, '@example.com/', '.example.com/', ':80@example.com/']) {
			const { facts } = await failureOf(client, { method: 'GET', url });
			expect(facts.kind).toBe('invalid');
		}
		expect([...here.requests, ...elsewhere.requests]).toEqual([]);
		await client({ method: 'GET', url: `${originOf(here.url)}/next?page=2` });
		expect(here.requests.map(({ path }) => path)).toEqual(['/next?page=2']);
	});

	test('silence ends with the time limit', async () => {
		const receiver = await startReceiver(() => undefined);
		const client = clientFor(originOf(receiver.url), { timeoutMs: 200 });
		const { facts } = await failureOf(client, { method: 'POST', url: '/x' });
		expect(facts).toEqual({
			kind: 'network',
			call: 'POST /x',
			reason: 'No response came in time',
		});
	});

	test('an answer that comes drop by drop ends with the time limit', async () => {
		const baseUrl = await serve((request, response) => {
			response.writeHead(200);
			const drip = async (): Promise<void> => {
				while (!request.socket.destroyed) {
					response.write(' ');
					await setTimeout(20);
				}
			};
			void drip();
		});
		const { facts } = await failureOf(clientFor(baseUrl, { timeoutMs: 200 }), {
			method: 'GET',
			url: '/',
		});
		expect(facts).toMatchObject({ kind: 'network', reason: 'No response came in time' });
	});

	test('an answer that is too long is left unread', async () => {
		const megabyte = Buffer.alloc(1024 * 1024, 'x');
		let sentMegabytes = 0;
		const baseUrl = await serve((_request, response) => {
			response.writeHead(200);
			const fill = (): void => {
				while (!response.destroyed && sentMegabytes < 200) {
					sentMegabytes += 1;
					if (!response.write(megabyte)) {
						response.once('drain', fill);
						return;
					}
				}
				response.end();
			};
			fill();
		});
		const { facts } = await failureOf(clientFor(baseUrl), { method: 'GET', url: '/' });
		expect(facts).toMatchObject({ kind: 'badResponse', statusCode: 200 });
		expect(facts.reason).toContain('longer than 32 MiB');
		expect(sentMegabytes).toBeLessThan(200);
	});

	test('an answer that breaks off is no answer', async () => {
		const baseUrl = await serve((_request, response) => {
			response.writeHead(200, { 'Content-Length': '1000' });
			response.write('{"id":', () => response.destroy());
		});
		const { facts } = await failureOf(clientFor(baseUrl), { method: 'GET', url: '/' });
		expect(facts.kind).toBe('network');
	});

	test('no error holds the key, nor what is confidential', async () => {
		const refusing = await refusingUrl();
		const baseUrl = await serve((_request, response) => {
			response.writeHead(400).end(JSON.stringify({ message: `bad ${apiKey} ${secret}` }));
		});
		const confidential = [apiKey, secret];
		for (const url of [originOf(refusing), baseUrl]) {
			const client = clientFor(url, { confidential });
			const error = await failureOf(client, { method: 'POST', url: '/', body: { json: {} } });
			expect(findLeaks(error, apiKey, secret)).toEqual([]);
		}
	});

	describe('after too many requests', () => {
		const limited = async (retryAfter: string, times: number) =>
			await startReceiver((response, number) => {
				if (number > times) response.writeHead(200).end('{"ok":true}');
				else response.writeHead(429, { 'Retry-After': retryAfter }).end();
			});

		test('a wait of 30 s is kept, once', async () => {
			const receiver = await limited('30', 1);
			const { runtime, waits } = fixedRuntime();
			const client = clientFor(originOf(receiver.url), { runtime });
			expect((await client({ method: 'POST', url: '/' })).body).toEqual({ ok: true });
			expect(waits).toEqual([30_000]);
			expect(receiver.requests).toHaveLength(2);
		});

		test('a second refusal is an error', async () => {
			const receiver = await limited('1', 2);
			const { runtime, waits } = fixedRuntime();
			const client = clientFor(originOf(receiver.url), { runtime });
			const { facts } = await failureOf(client, { method: 'POST', url: '/' });
			expect(facts).toMatchObject({ kind: 'rateLimited', retryAfterSeconds: 1 });
			expect(waits).toEqual([1000]);
			expect(receiver.requests).toHaveLength(2);
		});

		test('a longer wait is an error that says when', async () => {
			const receiver = await limited('31', 1);
			const { runtime, waits } = fixedRuntime();
			const client = clientFor(originOf(receiver.url), { runtime });
			const { message } = await failureOf(client, { method: 'POST', url: '/' });
			expect(message).toContain('try again in 31 s');
			expect(waits).toEqual([]);
			expect(receiver.requests).toHaveLength(1);
		});
	});

	test.each([500, 503, 408])(
		'%i is not tried again, since it may have taken effect',
		async (status) => {
			const receiver = await startReceiver(answering(status));
			const client = clientFor(originOf(receiver.url));
			expect((await failureOf(client, { method: 'POST', url: '/' })).isAmbiguous).toBe(true);
			expect(receiver.requests).toHaveLength(1);
		},
	);
});

test('a call ends when the execution is cancelled', async () => {
	const cancel = new AbortController();
	const receiver = await startReceiver(() => cancel.abort());
	const context = executeContext({ ...setup, cancelSignal: cancel.signal });
	const client = createApiClient(context, 'twigApi', { baseUrl: originOf(receiver.url) });
	const { facts } = await failureOf(client, { method: 'GET', url: '/' });
	expect(facts).toMatchObject({ kind: 'network', reason: 'The execution was cancelled' });
});

test('a cancelled execution does not call again after a wait', async () => {
	const cancel = new AbortController();
	const receiver = await startReceiver((response) => {
		response.writeHead(429, { 'Retry-After': '20' }).end();
	});
	const { runtime } = fixedRuntime();
	const sleep = async (): Promise<void> => cancel.abort();
	const context = executeContext({ ...setup, cancelSignal: cancel.signal });
	const client = createApiClient(context, 'twigApi', {
		baseUrl: originOf(receiver.url),
		runtime: { ...runtime, isCancelled: () => cancel.signal.aborted, sleep },
	});
	expect((await failureOf(client, { method: 'GET', url: '/' })).facts.kind).toBe('rateLimited');
	expect(receiver.requests).toHaveLength(1);
});
