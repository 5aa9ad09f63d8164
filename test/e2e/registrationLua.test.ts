import { createHmac } from 'node:crypto';
import { useN8n } from '../support/e2e/n8n';
import type { Misbehaviour } from '../support/services/fakeService';
import { FakeLua } from '../support/services/lua';
import type { FakeWebhook } from '../support/services/lua';
import { eventually, send, storeWorkflow } from './registration/workflow';
import type { Registering } from './registration/workflow';

/* The Lua Trigger in a real n8n: it subscribes a webhook that belongs to somebody else. */

const n8n = useN8n({ N8N_EXPRESSION_ENGINE: 'legacy' });

const SECRET = 'shared with the code of the Lua webhook';
const BEFORE = ['message.read'];
const WITH_OURS = ['message.read', 'message.sent'];

let lua: FakeLua;
beforeEach(async () => {
	lua = await new FakeLua().start();
});
afterEach(async () => await lua.stop());

const tracker = (): FakeWebhook => lua.webhooks()[0] as FakeWebhook;
const locator = (value: string) => ({ __rl: true, mode: 'id', value });

async function begin(apiKey = lua.apiKey): Promise<Registering> {
	return await storeWorkflow(n8n, {
		type: 'luaTrigger',
		credential: {
			type: { name: 'luaApi' },
			data: { apiKey, baseUrl: lua.url, secret: SECRET },
		},
		parameters: {
			registration: 'automatic',
			agent: locator('agent_1'),
			webhook: locator(tracker().id),
			events: ['message.sent', 'message.read'],
		},
	});
}

function forwarded(secret: string): readonly [string, Record<string, string>] {
	const body = JSON.stringify({ eventType: 'message.sent', messageWamid: 'wamid.1' });
	const signature = createHmac('sha256', secret).update(body).digest('hex');
	return [body, { 'x-lua-signature': `sha256=${signature}` }];
}

test('publishing adds events, they start the workflow, unpublishing takes away what was added', async () => {
	const workflow = await begin();
	await workflow.publish();
	expect(tracker().eventSubscriptions).toEqual(WITH_OURS);
	expect(await send(workflow.url, forwarded(SECRET))).toBe(200);
	expect(await send(workflow.url, forwarded('another secret'))).toBe(401);
	await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 1 });
	await workflow.unpublish();
	expect(tracker().eventSubscriptions).toEqual(BEFORE);
});

test.each<[string, Misbehaviour]>([
	['slow', { delayMs: 3_000 }],
	['failing before the effect', { answer: { statusCode: 500 } }],
	['failing after the effect', { answer: { statusCode: 500 }, effects: 1 }],
	['gone without an answer', { answer: 'dropped' }],
])('while Lua is %s, nothing is left over in the end', async (_, misbehaviour) => {
	const workflow = await begin();
	lua.script({ on: { method: 'PATCH' }, ...misbehaviour });
	await workflow.publish();
	expect(tracker().eventSubscriptions).toEqual(WITH_OURS);
	lua.script({ on: { method: 'PATCH' }, ...misbehaviour });
	await workflow.unpublish();
	await workflow.publish();
	await workflow.unpublish();
	expect(tracker().eventSubscriptions).toEqual(BEFORE);
});

test('a webhook that is deleted leaves nothing to complain about', async () => {
	const workflow = await begin();
	await workflow.publish();
	const before = n8n.output().length;
	lua.webhooks().shift();
	await workflow.unpublish();
	expect(n8n.output().slice(before)).not.toContain('webhook');
});

test('a revoked key is an error that names the field', async () => {
	const workflow = await begin('revoked');
	await expect(workflow.publish()).rejects.toThrow(
		/status 401.*the field 'API Key' of the credential 'Lua API'/,
	);
	await workflow.unpublish();
	expect(tracker().eventSubscriptions).toEqual(BEFORE);
});

test('listening in the editor leaves the events of production alone', async () => {
	const workflow = await begin();
	await workflow.publish();
	await n8n.client.runManually(workflow.id, workflow.node.name);
	expect(await send(workflow.testUrl, forwarded(SECRET))).toBe(200);
	const calls = lua.calls().length;
	await eventually(() => lua.calls().length > calls);
	expect(tracker().eventSubscriptions).toEqual(WITH_OURS);
	await workflow.unpublish();
	expect(tracker().eventSubscriptions).toEqual(BEFORE);
});

test('after a restart of n8n the events are still there, and are taken away once', async () => {
	const workflow = await begin();
	await workflow.publish();
	await n8n.restart();
	expect(tracker().eventSubscriptions).toEqual(WITH_OURS);
	expect(await send(workflow.url, forwarded(SECRET))).toBe(200);
	await workflow.unpublish();
	expect(tracker().eventSubscriptions).toEqual(BEFORE);
});
