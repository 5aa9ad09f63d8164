import { createHmac } from 'node:crypto';
import { useN8n } from '../support/e2e/n8n';
import type { Misbehaviour } from '../support/services/fakeService';
import { FakeLua } from '../support/services/lua';
import type { FakeWebhook } from '../support/services/lua';
import { scaled } from '../support/scale';
import { until } from '../support/until';
import { send, storeWorkflow } from './registration/workflow';
import type { Registering } from './registration/workflow';

/* The Lua Trigger in a real n8n: it subscribes a webhook that belongs to somebody else. */

const n8n = useN8n({ N8N_EXPRESSION_ENGINE: 'legacy' });

const SECRET = 'shared with the code of the Lua webhook';
const BEFORE = ['message.read'];
const WITH_OURS = ['message.read', 'message.sent'];

const fakes: FakeLua[] = [];
afterAll(async () => {
	await Promise.all(fakes.map(async (lua) => await lua.stop()));
});

const trackerOf = (lua: FakeLua): FakeWebhook => lua.webhooks()[0] as FakeWebhook;
const eventsAt = (lua: FakeLua) => trackerOf(lua).eventSubscriptions;
const locator = (value: string) => ({ __rl: true, mode: 'id', value });

/** A Lua of its own for each test, since all are done side by side. */
async function begin(apiKey?: string): Promise<{ lua: FakeLua; workflow: Registering }> {
	const lua = await new FakeLua().start();
	fakes.push(lua);
	const workflow = await storeWorkflow(n8n, {
		type: 'luaTrigger',
		credential: {
			type: { name: 'luaApi' },
			data: { apiKey: apiKey ?? lua.apiKey, baseUrl: lua.url, secret: SECRET },
		},
		parameters: {
			registration: 'automatic',
			agent: locator('agent_1'),
			webhook: locator(trackerOf(lua).id),
			events: ['message.sent', 'message.read'],
		},
	});
	return { lua, workflow };
}

function forwarded(secret: string): readonly [string, Record<string, string>] {
	const body = JSON.stringify({ eventType: 'message.sent', messageWamid: 'wamid.1' });
	const signature = createHmac('sha256', secret).update(body).digest('hex');
	return [body, { 'x-lua-signature': `sha256=${signature}` }];
}

test.concurrent(
	'publishing adds events, they start the workflow, unpublishing takes away what was added',
	async () => {
		const { lua, workflow } = await begin();
		await workflow.publish();
		expect(eventsAt(lua)).toEqual(WITH_OURS);
		expect(await send(workflow.url, forwarded(SECRET))).toBe(200);
		expect(await send(workflow.url, forwarded('another secret'))).toBe(401);
		await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 1 });
		await workflow.unpublish();
		expect(eventsAt(lua)).toEqual(BEFORE);
	},
);

test.concurrent.each<[string, Misbehaviour]>([
	['slow', { delayMs: scaled({ full: 3_000, sample: 1_000 }) }],
	['failing before the effect', { answer: { statusCode: 500 } }],
	['failing after the effect', { answer: { statusCode: 500 }, effects: 1 }],
	['gone without an answer', { answer: 'dropped' }],
])('while Lua is %s, nothing is left over in the end', async (_, misbehaviour) => {
	const { lua, workflow } = await begin();
	lua.script({ on: { method: 'PATCH' }, ...misbehaviour });
	await workflow.publish();
	expect(eventsAt(lua)).toEqual(WITH_OURS);
	lua.script({ on: { method: 'PATCH' }, ...misbehaviour });
	await workflow.unpublish();
	await workflow.publish();
	await workflow.unpublish();
	expect(eventsAt(lua)).toEqual(BEFORE);
});

test.concurrent('a revoked key is an error that names the field', async () => {
	const { lua, workflow } = await begin('revoked');
	await expect(workflow.publish()).rejects.toThrow(
		/status 401.*the field 'API Key' of the credential 'Lua API'/,
	);
	await workflow.unpublish();
	expect(eventsAt(lua)).toEqual(BEFORE);
});

test.concurrent('listening in the editor leaves the events of production alone', async () => {
	const { lua, workflow } = await begin();
	await workflow.publish();
	await n8n.client.runManually(workflow.id, workflow.node.name);
	expect(await send(workflow.testUrl, forwarded(SECRET))).toBe(200);
	const calls = lua.calls().length;
	await until('Lua is called', () => lua.calls().length > calls);
	expect(eventsAt(lua)).toEqual(WITH_OURS);
	await workflow.unpublish();
	expect(eventsAt(lua)).toEqual(BEFORE);
});

// What it looks for in the log could come from any of the others.
test('a webhook that is deleted leaves nothing to complain about', async () => {
	const { lua, workflow } = await begin();
	await workflow.publish();
	const before = n8n.output().length;
	lua.webhooks().shift();
	await workflow.unpublish();
	expect(n8n.output().slice(before)).not.toContain('webhook');
});

test('after a restart of n8n the events are still there, and are taken away once', async () => {
	const { lua, workflow } = await begin();
	await workflow.publish();
	await n8n.restart();
	expect(eventsAt(lua)).toEqual(WITH_OURS);
	expect(await send(workflow.url, forwarded(SECRET))).toBe(200);
	await workflow.unpublish();
	expect(eventsAt(lua)).toEqual(BEFORE);
});
