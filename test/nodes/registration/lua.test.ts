import type { IDataObject } from 'n8n-workflow';
import { LuaApi } from '../../../credentials/LuaApi.credentials';
import { luaEvents } from '../../../nodes/shared/events/lua';
import { useClock } from '../../support/n8n/clock';
import { StoredApiCredential } from '../../support/n8n/credential';
import { findLeaks } from '../../support/n8n/leaks';
import type { Misbehaviour } from '../../support/services/fakeService';
import { FakeLua } from '../../support/services/lua';
import type { FakeWebhook } from '../../support/services/lua';
import { startFake } from '../../support/services/startFake';
import { PublishedTrigger } from './publishing';

/* The Lua Trigger subscribes a webhook that is there already, and takes nothing away from it. */

useClock();

const SECRET = 'shared with the code of the Lua webhook';
const TRACKER = '5b7c2d0e-3f57-4f0a-9c1e-8a1d1f0c2b3a';

const pick = (value: string, mode = 'id'): IDataObject => ({ __rl: true, mode, value });

interface World {
	readonly lua: FakeLua;
	readonly trigger: PublishedTrigger;
	/** The webhook, which was told of message.read before. */
	readonly webhook: FakeWebhook;
}

async function startWith(parameters: IDataObject = {}, secret = SECRET): Promise<World> {
	const lua = await startFake(new FakeLua());
	const { apiKey, url: baseUrl } = lua;
	const trigger = await PublishedTrigger.start({
		type: 'luaTrigger',
		credential: new StoredApiCredential(new LuaApi(), { apiKey, baseUrl, secret }),
		parameters: {
			registration: 'automatic',
			agent: pick('agent_1'),
			webhook: pick(TRACKER),
			events: ['message.sent', 'message.read'],
			...parameters,
		},
	});
	return { lua, trigger, webhook: lua.webhooks()[0] as FakeWebhook };
}

test('what was added is taken away again, what was there before stays', async () => {
	const { trigger, webhook } = await startWith();
	expect(await trigger.publish()).toMatchObject({ warnings: [] });
	expect(webhook.eventSubscriptions).toEqual(['message.read', 'message.sent']);
	expect(await trigger.unpublish()).toMatchObject({ warnings: [] });
	expect(webhook.eventSubscriptions).toEqual(['message.read']);
});

test('no events stand for all of them', async () => {
	const { trigger, webhook } = await startWith({ events: [] });
	await trigger.publish();
	expect([...webhook.eventSubscriptions].sort()).toEqual(luaEvents.map(({ name }) => name).sort());
});

test('another choice of events changes what was added', async () => {
	const { trigger, webhook } = await startWith();
	await trigger.publish();
	trigger.setup.parameters = { ...trigger.setup.parameters, events: ['message.failed'] };
	await trigger.publish();
	expect(webhook.eventSubscriptions).toEqual(['message.read', 'message.failed']);
	await trigger.unpublish();
	expect(webhook.eventSubscriptions).toEqual(['message.read']);
});

test('another webhook gets the events, the earlier one loses them', async () => {
	const { lua, trigger, webhook } = await startWith();
	await trigger.publish();
	trigger.setup.parameters = { ...trigger.setup.parameters, webhook: pick('orders', 'name') };
	await trigger.publish();
	expect(webhook.eventSubscriptions).toEqual(['message.read']);
	expect(lua.webhooks()[1]?.eventSubscriptions).toEqual(['message.sent', 'message.read']);
});

test('events that somebody took away are added again', async () => {
	const { trigger, webhook } = await startWith();
	await trigger.publish();
	webhook.eventSubscriptions = [];
	await trigger.publish();
	expect([...webhook.eventSubscriptions].sort()).toEqual(['message.read', 'message.sent']);
});

test('listening in the editor leaves the events of production alone', async () => {
	const { trigger, webhook } = await startWith();
	await trigger.publish();
	const stored = trigger.database;
	await trigger.listen();
	await trigger.stopListening();
	expect(webhook.eventSubscriptions).toEqual(['message.read', 'message.sent']);
	expect(trigger.database).toBe(stored);
	await trigger.unpublish();
	expect(webhook.eventSubscriptions).toEqual(['message.read']);
});

test('listening alone leaves nothing behind', async () => {
	const { trigger, webhook } = await startWith();
	await trigger.listen();
	expect(webhook.eventSubscriptions).toEqual(['message.read', 'message.sent']);
	await trigger.stopListening();
	expect(webhook.eventSubscriptions).toEqual(['message.read']);
});

test.each<[string, IDataObject, string, RegExp]>([
	['no secret', {}, '', /'Secret' of the credential 'Lua API' is empty/],
	['no agent', { agent: pick('') }, SECRET, /'Agent' is empty.*Manual/],
	['no webhook', { webhook: pick('', 'list') }, SECRET, /'Webhook' is empty.*Manual/],
])('%s is refused before any call', async (_, parameters, secret, problem) => {
	const { lua, trigger } = await startWith(parameters, secret);
	const { error, warnings } = await trigger.publish();
	expect(error?.message).toMatch(problem);
	expect(warnings).toEqual([]);
	expect(lua.calls().filter(({ method }) => method !== 'GET')).toEqual([]);
});

const inCredential = "the field 'API Key' of the credential 'Lua API'";

test.each<[string, IDataObject, Misbehaviour | undefined, string[]]>([
	[
		'an unknown agent',
		{ agent: pick('agent_9') },
		undefined,
		['status 404', 'agent_9', inCredential],
	],
	['an unknown webhook', { webhook: pick('nobody') }, undefined, ["no webhook 'nobody'"]],
	[
		'a webhook that is off',
		{ webhook: pick('paused', 'name') },
		undefined,
		["'paused' is deactivated", 'lua webhooks activate'],
	],
	[
		'a revoked key',
		{},
		{ answer: { statusCode: 401, body: { message: 'Unauthorized' } } },
		['status 401', inCredential],
	],
	[
		'somebody who is no admin of the agent',
		{},
		{ answer: { statusCode: 401, body: { message: 'You are not an admin of this agent' } } },
		["another agent in the field 'Agent'"],
	],
	[
		'too many requests',
		{},
		{ answer: { statusCode: 429, headers: { 'Retry-After': '90' }, body: {} } },
		['Wait 90 s'],
	],
])('%s is an error that says what to do', async (_, parameters, misbehaviour, texts) => {
	const { lua, trigger, webhook } = await startWith(parameters);
	if (misbehaviour) lua.script(misbehaviour);
	const { error, logs } = await trigger.publish();
	for (const text of texts) expect(error?.message).toContain(text);
	expect(findLeaks([error, logs], lua.apiKey, SECRET)).toEqual([]);
	expect(webhook.eventSubscriptions).toEqual(['message.read']);
});

test('unpublishing while Lua fails does not fail, says so, and is made up for later', async () => {
	const { lua, trigger, webhook } = await startWith();
	await trigger.publish();
	lua.script({ on: { method: 'GET' }, answer: 'dropped' });
	const { error, warnings } = await trigger.unpublish();
	expect(error).toBeUndefined();
	expect(warnings.join()).toContain(`The webhook ${TRACKER}`);
	await trigger.publish();
	await trigger.unpublish();
	expect(webhook.eventSubscriptions).toEqual(['message.read']);
});

test('neither database nor log learns the key or the secret', async () => {
	const { lua, trigger } = await startWith();
	await trigger.publish();
	expect(trigger.database).toContain('message.sent');
	await trigger.unpublish();
	expect(findLeaks([trigger.database, trigger.logs], lua.apiKey, SECRET)).toEqual([]);
});
