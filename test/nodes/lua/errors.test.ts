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

const agent = pick('agent_1');
const tracker = pick('5b7c2d0e-3f57-4f0a-9c1e-8a1d1f0c2b3a');

const run = async (setup: Partial<LuaSetup>, service: Partial<FakeLua> = {}) =>
	await runLua(
		{ url: lua.url, webhookUrl: lua.webhookUrl, apiKey: lua.apiKey, ...service },
		{ operation: 'list', parameters: { agent }, ...setup },
	);

const refusal = (
	statusCode: number,
	message?: string,
	headers?: Record<string, string>,
): Misbehaviour => ({
	answer: { statusCode, body: { statusCode, message }, ...(headers && { headers }) },
});

describe('an answer that is no success', () => {
	test.each<[string, Misbehaviour, string, string]>([
		['401', refusal(401, 'Unauthorized'), 'Lua did not accept the credential', "'API Key'"],
		[
			'401 for an agent of somebody else',
			refusal(401, 'User is not an admin of the agent'),
			'not an admin of the agent',
			"'Agent'",
		],
		[
			'403',
			refusal(403, 'Missing scope'),
			'the credential does not have the permission',
			"'API Key'",
		],
		['404', refusal(404, 'Agent not found'), 'Agent not found', "'Agent' and 'Webhook'"],
		['405', refusal(405), 'Lua does not offer this call', "'Base URL'"],
		['409', refusal(409), 'Lua refused', 'operation List'],
		['422', refusal(422, 'no such event'), 'no such event', 'fields of the node'],
		['500', refusal(500), 'Lua failed', "'Base URL'"],
		[
			'302',
			refusal(302, undefined, { location: 'https://elsewhere.example.com' }),
			'Lua answered with a redirect',
			"'Base URL'",
		],
		[
			'a page instead of data',
			{ answer: { statusCode: 200, body: '<html></html>' } },
			'Lua answered in an undocumented form',
			"'Base URL'",
		],
		[
			'data of another form',
			{ answer: { statusCode: 200, body: { webhooks: [{ id: 1 }] } } },
			"the field 'webhooks.0.id'",
			"'Base URL'",
		],
		[
			'a refusal inside of a success',
			{ answer: { statusCode: 200, body: { success: false, error: { message: 'quota' } } } },
			'quota',
			'fields of the node',
		],
		['a closed connection', { answer: 'dropped' }, 'Lua could not be reached', "'Base URL'"],
	])('%s', async (_, script, message, remedy) => {
		lua.script(script);
		const { error, items } = await run({});
		expect(items).toEqual([]);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error?.message).toContain(message);
		expect(error?.message).toContain('GET /developer/webhooks/agent_1');
		expect(error?.description).toContain(remedy);
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
	});

	test('the status is there for workflows to branch on', async () => {
		lua.script(refusal(403));
		expect((await run({})).error).toMatchObject({ httpCode: '403' });
	});

	test('a service that is not there', async () => {
		const { error } = await run({}, { url: new URL(await refusingUrl()).origin });
		expect(error?.message).toMatch(/^Lua could not be reached .*: The connection was refused$/);
	});

	test.each(['activate', 'deactivate', 'delete', 'subscribe', 'unsubscribe'])(
		'%s of a webhook that is not there',
		async (operation) => {
			const webhook = pick('nope');
			const parameters = { agent, webhook, events: ['message.sent'] };
			const { error } = await run({ operation, parameters });
			expect(`${error?.message} ${error?.description ?? ''}`).toContain("'Webhook'");
			expect(lua.calls()).toHaveLength(1);
		},
	);

	test('an unknown agent', async () => {
		const { error } = await run({ parameters: { agent: pick('agent_9') } });
		expect(error?.message).toContain('Agent not found');
	});

	test('a name that no webhook has', async () => {
		const parameters = { agent, webhook: pick('nope', 'name') };
		const { error } = await run({ operation: 'delete', parameters });
		expect(error?.message).toContain("'Webhook' holds 'nope', which the agent does not have");
		expect(lua.calls()).toHaveLength(1);
	});
});

describe('too many requests', () => {
	test('a short wait is waited for, once, with the same request', async () => {
		lua.script(refusal(429, 'Slow down', { 'retry-after': '0' }));
		const { items, error } = await run({
			operation: 'activate',
			parameters: { agent, webhook: tracker },
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		const [first, second, ...further] = lua.calls();
		expect(further).toEqual([]);
		expect([first?.statusCode, second?.statusCode]).toEqual([429, 200]);
		expect({ ...second, statusCode: 429 }).toEqual(first);
	});

	test('a second refusal is an error', async () => {
		lua.script({ ...refusal(429, 'Slow down', { 'retry-after': '0' }), times: 9 });
		const { error } = await run({});
		expect(error?.message).toContain('Lua refused because of too many requests');
		expect(error).toMatchObject({ httpCode: '429' });
		expect(lua.calls()).toHaveLength(2);
	});

	test('a long wait is said, and not waited for', async () => {
		lua.script(refusal(429, undefined, { 'retry-after': '31' }));
		const { error } = await run({});
		expect(error?.message).toContain('Lua refused because of too many requests');
		expect(error?.description).toContain('31 seconds');
		expect(lua.calls()).toHaveLength(1);
	});

	test.each([{ 'retry-after': 'soon' }, undefined])(
		'an unknown wait is not waited for: %j',
		async (headers) => {
			lua.script(refusal(429, undefined, headers));
			const { error } = await run({});
			expect(error?.description).toContain('Try again in a few minutes');
			expect(lua.calls()).toHaveLength(1);
		},
	);

	test('403 with a time to wait is the same', async () => {
		lua.script(refusal(403, undefined, { 'retry-after': '0' }));
		expect((await run({})).error).toBeUndefined();
	});

	test('no other refusal is repeated', async () => {
		lua.script(refusal(503, undefined, { 'retry-after': '0' }));
		expect((await run({})).error).toMatchObject({ httpCode: '503' });
		expect(lua.calls()).toHaveLength(1);
	});
});

describe('fields that cannot be used', () => {
	test.each<[string, LuaSetup, string]>([
		['no agent', { operation: 'list', parameters: { agent: pick('') } }, "The field 'Agent'"],
		['dots as agent', { operation: 'list', parameters: { agent: pick('..') } }, "field 'Agent'"],
		[
			'no webhook',
			{ operation: 'delete', parameters: { agent, webhook: pick(' ') } },
			"The field 'Webhook' holds neither ID nor name",
		],
		[
			'no events',
			{ operation: 'subscribe', parameters: { agent, webhook: tracker, events: [] } },
			"The field 'Events' is empty",
		],
		[
			'events from an expression that found nothing',
			{ operation: 'subscribe', parameters: { agent, webhook: tracker, events: '={{ null }}' } },
			"The field 'Events' is empty",
		],
		[
			'an event that there is not',
			{ operation: 'unsubscribe', parameters: { agent, webhook: tracker, events: ['user.login'] } },
			"The field 'Events' holds 'user.login', which Lua does not offer. Choose among: message.sent",
		],
	])('%s', async (_, setup, message) => {
		const { error } = await run(setup);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.message).toContain(message);
		expect(lua.calls()).toEqual([]);
	});

	test.each([
		[{ apiKey: '' }, "The field 'API Key' of the credential 'Lua API' is empty"],
		[{ apiKey: 'key\n' }, "The field 'API Key' of the credential 'Lua API' starts or ends with"],
		[{ baseUrl: 'api.heylua.ai' }, "The field 'Base URL' of the credential 'Lua API' is not"],
		[{ baseUrl: 'http://api.heylua.ai' }, 'starts with http://. Use https://'],
		[{ baseUrl: 'http://localhost.evil.com' }, 'starts with http://. Use https://'],
		[{ baseUrl: 'ftp://localhost' }, 'starts with ftp:// but must start with https://'],
	])('the credential %j', async (credential, message) => {
		const { error } = await run({ credential });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.message).toContain(message);
		expect(lua.calls()).toEqual([]);
	});

	test('a base URL may end in a slash', async () => {
		expect((await run({ credential: { baseUrl: `${lua.url}/` } })).error).toBeUndefined();
		expect(lua.calls()[0]?.path).toBe('/developer/webhooks/agent_1');
	});

	test('a base URL may lead through a path', async () => {
		await run({ credential: { baseUrl: `${lua.url}/proxy` } });
		expect(lua.calls()[0]?.path).toBe('/proxy/developer/webhooks/agent_1');
	});
});

describe('a mistake in the last item stops the node before anything is called', () => {
	test.each<[string, Partial<LuaSetup>]>([
		['activate', { parameters: { agent, webhook: { ...tracker, value: '={{ $json.id }}' } } }],
		[
			'unsubscribe',
			{ parameters: { agent, webhook: tracker, events: '={{ $json.id ? "message.sent" : "" }}' } },
		],
		[
			'sendEvent',
			{
				parameters: {
					agent,
					webhook: { ...tracker, value: '={{ $json.id }}' },
					bodySource: 'item',
				},
			},
		],
	])('%s', async (operation, setup) => {
		const items = [{ id: tracker.value }, { id: '' }];
		const { items: done, error } = await run({ operation, ...setup, items });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect({ done, calls: lua.calls() }).toEqual({ done: [], calls: [] });
	});
});

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'On Error = %s',
	(onError) => {
		test('every item comes out: what was done, or what is wrong', async () => {
			const { items, error } = await run({
				operation: 'deactivate',
				parameters: { agent, webhook: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
				items: [{ id: tracker.value }, { id: '' }, { id: 'nope' }, { id: tracker.value }],
				onError,
			});
			expect(error).toBeUndefined();
			const done = { id: tracker.value, active: false, message: 'Webhook deactivated' };
			expect(items).toEqual([
				{ json: done, pairedItem: { item: 0 } },
				{
					json: { error: expect.stringContaining("The field 'Webhook'") as unknown },
					pairedItem: { item: 1 },
				},
				{
					json: {
						error: expect.stringContaining('Webhook not found') as unknown,
						message: expect.stringContaining("'Webhook'") as unknown,
					},
					pairedItem: { item: 2 },
				},
				{ json: done, pairedItem: { item: 3 } },
			]);
		});
	},
);

test('otherwise the first bad item ends the run', async () => {
	const { items, error } = await run({
		parameters: { agent: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
		items: [{ id: 'agent_1' }, { id: 'nope' }, { id: 'agent_1' }],
	});
	expect(items).toEqual([]);
	expect(error).toMatchObject({ context: { itemIndex: 1 } });
	expect(lua.calls()).toHaveLength(2);
});
