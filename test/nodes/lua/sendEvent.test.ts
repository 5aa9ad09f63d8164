import { createHmac } from 'node:crypto';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { refusingUrl } from '../../support/n8n/receiver';
import type { Misbehaviour } from '../../support/services/fakeService';
import { FakeLua } from '../../support/services/lua';
import { pick, runLua } from './run';
import type { LuaSetup } from './run';

let lua: FakeLua;
beforeEach(async () => {
	lua = await new FakeLua().start();
});
afterEach(async () => await lua.stop());

const SECRET = 'a-long-random-string';
const agent = pick('agent_1');
const orders = { agent, webhook: pick('orders', 'name') };
const tracker = { agent, webhook: pick('delivery-tracker', 'name') };

const send = async (setup: Partial<LuaSetup>) =>
	await runLua(lua, {
		operation: 'sendEvent',
		parameters: orders,
		credential: { secret: SECRET },
		...setup,
	});

/** The last request, as the webhook saw it. */
const received = () => lua.calls().at(-1);

const signatureOf = (body: string, secret = SECRET): string =>
	`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

test('the item goes to the webhook by name, signed, and its answer comes back', async () => {
	const { items, error } = await send({ items: [{ order: 1042, customer: 'Zoë' }] });
	expect(error).toBeUndefined();
	expect(received()).toMatchObject({
		method: 'POST',
		path: '/hooks/agent_1/orders',
		body: '{"order":1042,"customer":"Zoë"}',
		headers: {
			'content-type': 'application/json',
			'x-lua-signature': signatureOf('{"order":1042,"customer":"Zoë"}'),
		},
	});
	expect(items).toEqual([
		{
			json: {
				url: `${lua.webhookUrl}/agent_1/orders`,
				signed: true,
				statusCode: 200,
				headers: expect.objectContaining({ 'content-type': 'application/json' }) as unknown,
				body: { received: true },
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('the API is not called, and its key is not sent along', async () => {
	await send({});
	expect(lua.calls()).toHaveLength(1);
	expect(received()?.headers).not.toHaveProperty('authorization');
});

test.each(['id', 'list'] as const)(
	'a webhook that was picked by %s goes by its id',
	async (mode) => {
		const id = '0d1b6f4a-77c1-4b7e-b0a5-2f9f5f7f7c11';
		const { error } = await send({ parameters: { agent, webhook: pick(id, mode) } });
		expect(error).toBeUndefined();
		expect(received()?.path).toBe(`/hooks/agent_1/${id}`);
	},
);

test('a name with special characters stays within its part of the path', async () => {
	await send({ parameters: { agent, webhook: pick('a/b?c#d é', 'name') } });
	expect(received()?.path).toBe('/hooks/agent_1/a%2Fb%3Fc%23d%20%C3%A9');
});

test('without a secret nothing is signed, and the item says so', async () => {
	const { items } = await send({ parameters: tracker, credential: {} });
	expect(received()?.headers).not.toHaveProperty('x-lua-signature');
	expect(items[0]?.json).toMatchObject({ signed: false, statusCode: 200 });
});

test('previous secrets do not sign: Lua has room for one signature', async () => {
	await send({ credential: { secret: SECRET, previousSecret: 'old', previousSecret2: 'older' } });
	expect(received()?.headers['x-lua-signature']).toBe(signatureOf('{}'));
});

describe('the body', () => {
	test.each([
		['JSON text, as it stands', { bodySource: 'json', jsonBody: '{ "n": 12345678901234567890 }' }],
		['plain text', { bodySource: 'text', textBody: 'Grüße\n' }],
		['an empty text', { bodySource: 'text', textBody: '' }],
	])('%s', async (_, fields) => {
		const { error } = await send({ parameters: { ...orders, ...fields } });
		expect(error).toBeUndefined();
		const body = Object.values(fields)[1] as string;
		expect(received()?.body).toBe(body);
		expect(received()?.headers['x-lua-signature']).toBe(signatureOf(body));
	});

	test('a field of the item, by way of an expression', async () => {
		const fields = { bodySource: 'json', jsonBody: '={{ $json.payload }}' };
		await send({ parameters: { ...orders, ...fields }, items: [{ payload: { a: [1] } }] });
		expect(received()?.body).toBe('{"a":[1]}');
	});

	test('JSON that is none is refused', async () => {
		const fields = { bodySource: 'json', jsonBody: '{"a":' };
		const { error } = await send({ parameters: { ...orders, ...fields } });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.message).toContain("The field 'JSON' does not hold valid JSON");
		expect(lua.calls()).toEqual([]);
	});
});

describe('a webhook that does not take the event', () => {
	const answering = (statusCode: number): Misbehaviour => ({ answer: { statusCode, body: 'no' } });

	test.each<[string, Partial<LuaSetup>, Misbehaviour | undefined, string, string]>([
		[
			'another secret',
			{ credential: { secret: 'another' } },
			undefined,
			'The Lua webhook answered 401',
			"not the one in the field 'Secret' of the credential 'Lua API'",
		],
		[
			'no secret',
			{ credential: {} },
			undefined,
			'The Lua webhook answered 401',
			'asks for a signature',
		],
		[
			'an unknown webhook',
			{ parameters: { agent, webhook: pick('nope') } },
			undefined,
			'The Lua webhook answered 404',
			"'Webhook'",
		],
		['an error', {}, answering(500), 'The Lua webhook answered 500', 'lua logs --type webhook'],
		[
			'too many events',
			{},
			answering(429),
			'The Lua webhook answered 429',
			'Run the node again later',
		],
		['a redirect', {}, answering(302), 'The Lua webhook answered 302', 'lua logs'],
		[
			'silence',
			{ parameters: { ...orders, options: { timeoutSeconds: 1 } } },
			{ answer: 'never' },
			'The Lua webhook did not answer within 1 s',
			"'Timeout (Seconds)'",
		],
		[
			'a closed connection',
			{},
			{ answer: 'dropped' },
			'The Lua webhook could not be reached: The connection closed before a response came',
			"'Webhook Base URL'",
		],
	])('%s', async (_, setup, script, message, hint) => {
		if (script) lua.script(script);
		const { error, items } = await send(setup);
		expect(items).toEqual([]);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(error?.description).toContain(hint);
		expect(lua.calls()).toHaveLength(1);
	});

	test('a place that is not there', async () => {
		const webhookBaseUrl = new URL(await refusingUrl()).origin;
		const { error } = await send({ parameters: { ...orders, options: { webhookBaseUrl } } });
		expect(error?.message).toContain('The connection was refused');
	});

	test('the status is there for workflows to branch on', async () => {
		lua.script(answering(500));
		expect((await send({})).error).toMatchObject({ httpCode: '500' });
	});

	test.each(['0', new Date(0).toUTCString()])(
		'a wait of %s that it asks for is waited for, once',
		async (retryAfter) => {
			const answer = { statusCode: 429, headers: { 'retry-after': retryAfter } };
			lua.script({ answer });
			expect((await send({})).error).toBeUndefined();
			expect(lua.calls()).toHaveLength(2);
			lua.script({ answer, times: 9 });
			expect((await send({})).error).toMatchObject({ httpCode: '429' });
			expect(lua.calls()).toHaveLength(4);
		},
	);

	test('with On Error = Continue, the other items are sent', async () => {
		lua.script({}, answering(500));
		const { items } = await send({
			items: [{ n: 1 }, { n: 2 }, { n: 3 }],
			onError: 'continueRegularOutput',
		});
		expect(items).toMatchObject([
			{ json: { statusCode: 200 }, pairedItem: { item: 0 } },
			{ json: { error: 'The Lua webhook answered 500' }, pairedItem: { item: 1 } },
			{ json: { statusCode: 200 }, pairedItem: { item: 2 } },
		]);
	});
});

test.each([
	[{ timeoutSeconds: 0 }, "The option 'Timeout (Seconds)' must be a number from 1 to 300"],
	[{ timeoutSeconds: 'long' }, "The option 'Timeout (Seconds)' must be a number"],
	[{ webhookBaseUrl: 7 }, "The option 'Webhook Base URL' must be an address"],
	[{ webhookBaseUrl: 'webhook' }, "The option 'Webhook Base URL' is not a complete address"],
	[{ webhookBaseUrl: 'https:/webhook.heylua.ai' }, 'is not a complete address'],
	[{ webhookBaseUrl: 'https://webhook.heylua.ai/?a=b' }, 'has a query'],
	[{ webhookBaseUrl: 'https://webhook.heylua.ai/#a' }, 'has a fragment'],
	[{ webhookBaseUrl: 'https://a:b@webhook.heylua.ai' }, 'has a user name'],
	[{ webhookBaseUrl: 'http://webhook.heylua.ai' }, 'starts with http://. Use https://'],
	[{ webhookBaseUrl: 'http://localhost.evil.com' }, 'starts with http://. Use https://'],
])('the options %j', async (options, message) => {
	const { error } = await send({ parameters: { ...orders, options } });
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error?.message).toContain(message);
	expect(lua.calls()).toEqual([]);
});

test('a base URL may end in a slash', async () => {
	const webhookBaseUrl = `${lua.webhookUrl}/`;
	const { error } = await send({ parameters: { ...orders, options: { webhookBaseUrl } } });
	expect(error).toBeUndefined();
	expect(received()?.path).toBe('/hooks/agent_1/orders');
});

test('a secret that cannot be used names its field', async () => {
	const { error } = await send({ credential: { secret: ' s' } });
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error?.message).toContain(
		"The field 'Secret' of the credential 'Lua API' starts or ends with white space",
	);
	expect(lua.calls()).toEqual([]);
});
