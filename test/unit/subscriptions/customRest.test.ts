import { createCustomRestAdapter } from '../../../nodes/shared/subscriptions/adapters/customRest';
import type { CustomRestInput } from '../../../nodes/shared/subscriptions/adapters/customRest';
import { createHttpClient } from '../../support/services/httpClient';
import { FakeRest } from '../../support/services/rest';
import type { RestOptions } from '../../support/services/rest';
import { request, restInput, settingsOf } from '../../support/services/restSettings';
import { TestTrigger } from '../../support/services/trigger';

const URL = 'https://n8n.example.com/webhook/3f1c?a="b"&c=%20\\';
const NO_URL = /no such/i;

let rest: FakeRest;

afterEach(async () => await rest.stop());

async function setUp(
	change: Partial<CustomRestInput> = {},
	options?: RestOptions,
): Promise<TestTrigger> {
	rest = await new FakeRest(options).start();
	return new TestTrigger({
		adapter: adapterOf(change),
		wanted: { url: URL, events: ['order.paid', 'order "x"'], secret: 'the "secret"' },
		apiKey: rest.apiKey,
	});
}

const adapterOf = (change: Partial<CustomRestInput>) =>
	createCustomRestAdapter(createHttpClient(rest.url, rest.apiKey, 500), settingsOf(change));

async function activate(trigger: TestTrigger): Promise<void> {
	expect(await trigger.activate()).toEqual({ notices: [] });
}

test('a webhook is made with URL, events and secret, looked at, and removed', async () => {
	const trigger = await setUp();
	await activate(trigger);
	expect(rest.hooks()).toEqual([
		{ id: 1, callback: URL, topics: ['order.paid', 'order "x"'], secret: 'the "secret"' },
	]);
	await activate(trigger);
	await trigger.deactivate();
	expect(rest.hooks()).toEqual([]);
	expect(rest.calls().map(({ method, path }) => `${method} ${path}`)).toEqual([
		'POST /v2/subscriptions',
		'GET /v2/subscriptions/1',
		'DELETE /v2/subscriptions/1',
	]);
});

test('a secret is made up where the user has none', async () => {
	const trigger = await setUp();
	trigger.settings.wanted = { ...trigger.settings.wanted, secret: undefined };
	await activate(trigger);
	expect(rest.hooks()).toMatchObject([{ secret: 'made up 1' }]);
	expect(trigger.secret).toBe('made up 1');
});

test('a secret that the service chooses is read from its answer', async () => {
	const create = request('POST', '/v2/subscriptions', '{"callback": "{url}", "topics": []}');
	const trigger = await setUp(
		{ create, secretPath: 'data.signing.secret' },
		{ choosesSecret: true },
	);
	expect(trigger.settings.adapter.takesSecret).toBe(false);
	await activate(trigger);
	expect(trigger.secret).toBe(rest.hooks()[0]?.secret);
});

test('events can be one text, and other placeholders part of one', async () => {
	const create = request(
		'POST',
		'/v2/subscriptions',
		'{"callback": "{url}", "topics": {"text": "{events:, }", "more": ["on {events:|} at \\\\{url\\\\}", 1, null, true]}}',
	);
	const trigger = await setUp({ create });
	await activate(trigger);
	expect(rest.hooks()[0]?.topics).toEqual({
		text: 'order.paid, order "x"',
		more: ['on order.paid|order "x" at {url}', 1, null, true],
	});
});

test('values in a URL are percent-encoded', async () => {
	const trigger = await setUp({
		create: request('POST', '/v2/subscriptions?to={url}&events={events}', '{"callback": "{url}"}'),
		remove: request('DELETE', '/v2/subscriptions/{id}?url={url}'),
	});
	await activate(trigger);
	await trigger.deactivate();
	const [create, remove] = rest.calls();
	expect(create?.query.get('to')).toBe(URL);
	expect(create?.query.get('events')).toBe('order.paid,order "x"');
	expect([...(remove?.query ?? [])]).toEqual([['url', URL]]);
});

test('headers of the user are sent', async () => {
	const headers = [{ name: 'X-Tenant', value: 'acme' }];
	const trigger = await setUp({ create: { ...restInput.create, headers } });
	await activate(trigger);
	expect(rest.calls()[0]?.headers['x-tenant']).toBe('acme');
});

test('a webhook that was deleted at the service is made anew', async () => {
	const trigger = await setUp();
	await activate(trigger);
	rest.forget(1);
	await activate(trigger);
	expect(rest.hooks()).toMatchObject([{ id: 2 }]);
});

test('changed events or a new secret mean a new webhook', async () => {
	const trigger = await setUp();
	await activate(trigger);
	trigger.settings.wanted = { ...trigger.settings.wanted, events: ['order.paid'] };
	await activate(trigger);
	trigger.settings.wanted = { ...trigger.settings.wanted, secret: 'new' };
	await activate(trigger);
	expect(rest.hooks()).toMatchObject([{ id: 3, topics: ['order.paid'], secret: 'new' }]);
});

test('one webhook for each URL is all that some services allow', async () => {
	const trigger = await setUp({}, { isUniqueByUrl: true });
	await activate(trigger);
	trigger.settings.wanted = { ...trigger.settings.wanted, events: ['order.paid'] };
	await activate(trigger);
	expect(rest.hooks()).toMatchObject([{ id: 2, topics: ['order.paid'] }]);
});

test('without a check, what is remembered counts', async () => {
	const trigger = await setUp({ check: undefined });
	await activate(trigger);
	await activate(trigger);
	expect(rest.calls()).toHaveLength(1);
});

test.each([
	['has no request to remove webhooks', { remove: undefined }, {}],
	['answers 405 to it', {}, { removesNone: true }],
])('a webhook stays where the service %s, which is said', async (_title, change, options) => {
	const trigger = await setUp(change, options);
	await activate(trigger);
	expect((await trigger.deactivate()).notices).toEqual([
		expect.stringMatching(/webhook 1, which .* cannot remove webhooks.* uses it again/),
	]);
	await activate(trigger);
	expect(rest.hooks()).toHaveLength(1);
});

describe('a list as the check', () => {
	const list = { path: 'data.items', urlPath: 'callback', idPath: '' };
	const check = request('GET', '/v2/subscriptions');

	test('shows whether the webhook is there', async () => {
		const trigger = await setUp({ check, list });
		await activate(trigger);
		rest.addHook('https://elsewhere.example.com');
		await activate(trigger);
		expect(rest.writes()).toHaveLength(1);
		rest.forget(1);
		await activate(trigger);
		expect(rest.hooks()).toMatchObject([{ id: 2 }, { id: 3, callback: URL }]);
	});

	test('with ids lets forgotten and doubled webhooks be found', async () => {
		const trigger = await setUp({ check, list: { ...list, idPath: 'id' } });
		await activate(trigger);
		rest.addHook(URL);
		rest.addHook('https://elsewhere.example.com');
		trigger.stored = undefined;
		await activate(trigger);
		expect(rest.hooks()).toMatchObject([
			{ id: 3 },
			{ id: 4, callback: URL, secret: 'the "secret"' },
		]);
	});

	test('with ids does not take another webhook for the one that was made', async () => {
		const trigger = await setUp({ check, list: { ...list, idPath: 'id' } });
		const { adapter } = trigger.settings;
		const { id } = rest.addHook(URL);
		const known = { id: String(id), target: adapter.target, url: URL, events: [] };
		expect(await adapter.read?.(known)).toEqual({ id: String(id), url: URL, isActive: true });
		expect(await adapter.read?.({ ...known, id: '99' })).toBeUndefined();
	});

	test('with ids leaves no double after a creation that failed', async () => {
		const trigger = await setUp({ check, list: { ...list, idPath: 'id' } });
		rest.script({ on: { method: 'POST' }, answer: 'dropped', effects: 1 });
		await activate(trigger);
		expect(rest.hooks()).toMatchObject([{ id: 2 }]);
	});

	test.each([
		['no list', { path: 'data' }, /the field 'data' of the answer is not a list/],
		['no ids', { idPath: 'nothing' }, /the field 'nothing' of the answer is missing or empty/],
	])('that has %s is an error', async (_title, change, message) => {
		const trigger = await setUp({ check, list: { ...list, idPath: 'id', ...change } });
		rest.addHook(URL);
		expect(((await trigger.activate()).error as Error).message).toMatch(message);
	});
});

test('an answer without the id is an error that says where to look', async () => {
	const trigger = await setUp({ idPath: 'data.nothing' });
	const { error } = await trigger.activate();
	expect((error as Error).message).toMatch(
		/the field 'data\.nothing' of the answer is missing or empty\. The service may have created the webhook anyway/,
	);
});

test.each(['.', '..', '', '\ud800', {}, null, 1.5])('an id of %j is no id', async (id) => {
	const trigger = await setUp();
	rest.script({ answer: { statusCode: 201, body: { data: { id } } } });
	expect((await trigger.activate()).error).toBeInstanceOf(Error);
});

test('an id cannot lead elsewhere', async () => {
	const trigger = await setUp();
	rest.script({ answer: { statusCode: 201, body: { data: { id: '../../admin?x=1#y' } } } });
	await activate(trigger);
	await trigger.deactivate();
	expect(rest.writes().at(-1)).toBe('DELETE /v2/subscriptions/..%2F..%2Fadmin%3Fx%3D1%23y');
});

test('another address removes the webhook as it was described when it was made', async () => {
	const trigger = await setUp();
	await activate(trigger);
	trigger.settings.adapter = adapterOf({
		create: request('POST', '/v2/subscriptions?tenant=2', restInput.create.body),
		remove: request('DELETE', '/v2/other/{id}'),
	});
	await activate(trigger);
	expect(rest.writes().slice(1)).toEqual(['DELETE /v2/subscriptions/1', 'POST /v2/subscriptions']);
	expect(rest.hooks()).toMatchObject([{ id: 2 }]);
});

test('a place that cannot be looked at any more is named', async () => {
	const list = { path: 'data.items', urlPath: 'callback', idPath: 'id' };
	const trigger = await setUp({ check: request('GET', '/v2/subscriptions'), list });
	await activate(trigger);
	const target = { service: 'custom', createUrl: '/v1/earlier' };
	trigger.stored = {
		...trigger.stored,
		leftovers: [],
		unchecked: [{ target, url: 'https://n8n.example.com/old' }],
	};
	const { notices } = await trigger.activate();
	expect(notices).toEqual([
		expect.stringMatching(
			/leads? to https:\/\/n8n\.example\.com\/old may be left over.*earlier address/,
		),
	]);
	expect(notices.join()).not.toMatch(NO_URL);
});

describe('what the service answers is bounded', () => {
	const LONG = 'x'.repeat(2_000_000);
	const create = request('POST', '/v2/subscriptions', '{"callback": "{url}", "topics": []}');

	test('an id of two megabytes is refused, said so, and stored nowhere', async () => {
		const trigger = await setUp();
		rest.script({ answer: { statusCode: 201, body: { data: { id: LONG } } } });
		const { error } = await trigger.activate();
		expect((error as Error).message).toMatch(
			/the field 'data\.id' of the answer is too long\. The service may have created the webhook/,
		);
		expect((error as Error).message.length).toBeLessThan(1_000);
		expect(JSON.stringify(trigger.stored ?? {}).length).toBeLessThan(1_000);
	});

	test.each([
		['of two megabytes', LONG, 'is too long'],
		['of white space', '   ', 'is missing or empty'],
		['of nothing', '', 'is missing or empty'],
	])('a webhook with a secret %s is removed again', async (_title, secret, what) => {
		const trigger = await setUp({ create, secretPath: 'data.signing.secret' });
		rest.script({
			on: { method: 'POST' },
			effects: 1,
			answer: { statusCode: 201, body: { data: { id: 1, signing: { secret } } } },
		});
		const { error } = await trigger.activate();
		expect((error as Error).message).toContain(
			`the field 'data.signing.secret' of the answer ${what}`,
		);
		expect(rest.hooks()).toEqual([]);
		expect(JSON.stringify(trigger.stored ?? {}).length).toBeLessThan(1_000);
	});
});
