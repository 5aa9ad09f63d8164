import { FakeLua } from '../../support/services/lua';
import { pick, runLua } from './run';
import type { LuaSetup } from './run';

let lua: FakeLua;
beforeEach(async () => {
	lua = await new FakeLua().start();
});
afterEach(async () => await lua.stop());

const TRACKER = '5b7c2d0e-3f57-4f0a-9c1e-8a1d1f0c2b3a';
const ORDERS = '0d1b6f4a-77c1-4b7e-b0a5-2f9f5f7f7c11';
const agent = pick('agent_1');
const tracker = { agent, webhook: pick(TRACKER) };

const run = async (operation: string, parameters: LuaSetup['parameters'] = tracker) => {
	const { items, error } = await runLua(lua, { operation, parameters });
	expect(error).toBeUndefined();
	return items;
};
const only = async (...args: Parameters<typeof run>) => {
	const items = await run(...args);
	expect(items).toHaveLength(1);
	expect(items[0]?.pairedItem).toEqual({ item: 0 });
	return items[0]?.json;
};
const callsMade = () => lua.calls().map(({ method, path }) => `${method} ${path}`);
const trackerNow = () => lua.webhooks().find(({ id }) => id === TRACKER);

const HOOKS = '/developer/webhooks/agent_1';

describe('List', () => {
	test('gives one item for each webhook, without anything secret', async () => {
		const items = await run('list', { agent });
		expect(items.map(({ json, pairedItem }) => ({ name: json.name, pairedItem }))).toEqual([
			{ name: 'delivery-tracker', pairedItem: { item: 0 } },
			{ name: 'orders', pairedItem: { item: 0 } },
			{ name: 'paused', pairedItem: { item: 0 } },
		]);
		expect(items[0]?.json).toEqual({
			id: TRACKER,
			name: 'delivery-tracker',
			active: true,
			public: true,
			eventSubscriptions: ['message.read'],
			createdAt: '2026-11-02T09:00:00.000Z',
			updatedAt: '2026-11-20T17:30:00.000Z',
		});
		expect(callsMade()).toEqual([`GET ${HOOKS}`]);
	});

	test('a secret in the answer stays out of the item', async () => {
		const webhooks = [{ id: 'w1', name: 'n', secret: 's3cret', active: null }];
		lua.script({ answer: { statusCode: 200, body: { webhooks } } });
		expect(await only('list', { agent })).toEqual({
			id: 'w1',
			name: 'n',
			active: true,
			eventSubscriptions: [],
		});
	});

	test('an agent without webhooks gives no item', async () => {
		expect(await run('list', { agent: pick('agent_2') })).toEqual([]);
	});

	test('an answer in an envelope is unpacked', async () => {
		const data = { webhooks: [{ id: 'w1', name: 'n' }] };
		lua.script({ answer: { statusCode: 200, body: { success: true, data } } });
		expect(await only('list', { agent })).toMatchObject({ id: 'w1' });
	});
});

describe('List Events', () => {
	test('gives the events without asking the service', async () => {
		const items = await run('listEvents', {});
		expect(items.map(({ json }) => json.name)).toEqual([
			'message.sent',
			'message.delivered',
			'message.read',
			'message.failed',
			'message.played',
			'message.received',
		]);
		expect(items[0]?.json).toEqual({
			name: 'message.sent',
			description: 'A message was sent to the recipient',
			channel: 'WhatsApp',
		});
		expect(lua.calls()).toEqual([]);
	});
});

describe('Subscribe', () => {
	test('adds the events that are missing', async () => {
		const events = ['message.read', 'message.failed'];
		expect(await only('subscribe', { ...tracker, events })).toEqual({
			id: TRACKER,
			name: 'delivery-tracker',
			eventSubscriptions: ['message.read', 'message.failed'],
			added: ['message.failed'],
		});
		expect(trackerNow()?.eventSubscriptions).toEqual(['message.read', 'message.failed']);
		expect(callsMade()).toEqual([`GET ${HOOKS}`, `PATCH ${HOOKS}/${TRACKER}`]);
	});

	test('changes nothing when nothing is missing', async () => {
		const json = await only('subscribe', { ...tracker, events: ['message.read'] });
		expect(json).toMatchObject({ eventSubscriptions: ['message.read'], added: [] });
		expect(callsMade()).toEqual([`GET ${HOOKS}`]);
	});

	test('finds the webhook by name', async () => {
		const parameters = { agent, webhook: pick('orders', 'name'), events: ['message.sent'] };
		expect(await only('subscribe', parameters)).toMatchObject({ id: ORDERS });
	});
});

describe('Unsubscribe', () => {
	test('takes away what is there, and leaves the rest', async () => {
		const webhook = trackerNow();
		webhook?.eventSubscriptions.push('message.sent', 'message.failed');
		const events = ['message.sent', 'message.played'];
		expect(await only('unsubscribe', { ...tracker, events })).toEqual({
			id: TRACKER,
			name: 'delivery-tracker',
			eventSubscriptions: ['message.read', 'message.failed'],
			removed: ['message.sent'],
		});
		expect(webhook?.eventSubscriptions).toEqual(['message.read', 'message.failed']);
	});

	test('changes nothing when nothing is there', async () => {
		const json = await only('unsubscribe', { ...tracker, events: ['message.sent'] });
		expect(json).toMatchObject({ removed: [] });
		expect(callsMade()).toEqual([`GET ${HOOKS}`]);
	});
});

describe('Activate and Deactivate', () => {
	test('switch the webhook', async () => {
		expect(await only('deactivate')).toEqual({
			id: TRACKER,
			active: false,
			message: 'Webhook deactivated',
		});
		expect(trackerNow()?.active).toBe(false);
		expect(await only('activate')).toMatchObject({ id: TRACKER, active: true });
		expect(trackerNow()?.active).toBe(true);
		expect(callsMade()).toEqual([
			`POST ${HOOKS}/${TRACKER}/deactivate`,
			`POST ${HOOKS}/${TRACKER}/activate`,
		]);
	});

	test('every request has an id of its own, which is no secret', async () => {
		await only('activate');
		await only('activate');
		const [first, second] = lua.calls().map(({ headers }) => headers['x-idempotency-key']);
		expect(first).toMatch(/^[0-9a-f-]{36}$/);
		expect(second).toMatch(/^[0-9a-f-]{36}$/);
		expect(first).not.toBe(second);
	});

	test('an answer without a body is a success', async () => {
		lua.script({ answer: { statusCode: 204, body: '' } });
		expect(await only('activate')).toEqual({ id: TRACKER, active: true });
	});

	test('a webhook by name is looked up first', async () => {
		await only('activate', { agent, webhook: pick('paused', 'name') });
		expect(callsMade()[0]).toBe(`GET ${HOOKS}`);
		expect(lua.webhooks().every(({ active }) => active)).toBe(true);
	});
});

describe('Delete', () => {
	test('a webhook that was never deployed is deleted', async () => {
		expect(await only('delete', { agent, webhook: pick(ORDERS, 'list') })).toEqual({
			id: ORDERS,
			deleted: true,
			deactivated: false,
			message: 'Webhook deleted',
		});
		expect(lua.webhooks().map(({ id }) => id)).not.toContain(ORDERS);
	});

	test('one with versions is deactivated instead, and the item says so', async () => {
		expect(await only('delete')).toEqual({
			id: TRACKER,
			deleted: false,
			deactivated: true,
			message: 'It has versions',
		});
		expect(trackerNow()?.active).toBe(false);
	});
});

test('every item is handled on its own, with its own fields', async () => {
	const { items } = await runLua(lua, {
		operation: 'deactivate',
		parameters: { agent, webhook: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
		items: [{ id: ORDERS }, { id: TRACKER }],
	});
	expect(items).toEqual([
		{ json: expect.objectContaining({ id: ORDERS, active: false }), pairedItem: { item: 0 } },
		{ json: expect.objectContaining({ id: TRACKER, active: false }), pairedItem: { item: 1 } },
	]);
});
