import { findLeaks } from '../../support/n8n/leaks';
import type { Misbehaviour } from '../../support/services/fakeService';
import { FakeLua } from '../../support/services/lua';
import { pick, runLua } from './run';

let lua: FakeLua;
beforeEach(async () => {
	lua = await new FakeLua().start();
});
afterEach(async () => await lua.stop());

const SECRET = 'a-long-random-string';
const OLD_SECRET = 'an-older-random-string';
const parameters = {
	agent: pick('agent_1'),
	webhook: pick('orders', 'name'),
	events: ['message.sent'],
};
const operations = [
	'activate',
	'deactivate',
	'delete',
	'list',
	'listEvents',
	'sendEvent',
	'subscribe',
	'unsubscribe',
];

/** A service that repeats what it was sent. */
const echo = (statusCode: number): Misbehaviour => {
	const message = `No: Bearer api_test-key, ${SECRET}, ${OLD_SECRET}`;
	return { times: 9, answer: { statusCode, body: { message, error: message } } };
};

const misbehaviours: Array<[string, Misbehaviour]> = [
	['answers well', {}],
	['refuses the key and repeats it', echo(401)],
	['refuses the request and repeats the secrets', echo(400)],
	['fails', echo(500)],
	['hangs up', { times: 9, answer: 'dropped' }],
];

describe.each(operations)('%s', (operation) => {
	test.each(misbehaviours)('no secret gets out when Lua %s', async (_, script) => {
		lua.script(script);
		const { items, error, logs } = await runLua(lua, {
			operation,
			parameters,
			credential: { secret: SECRET, previousSecret: OLD_SECRET },
		});
		const said = [
			items,
			logs,
			error?.message,
			error?.description,
			error?.messages,
			error?.cause,
			error?.context,
			error?.stack,
		];
		expect(items.length + (error ? 1 : 0)).toBeGreaterThan(0);
		expect(findLeaks(said, lua.apiKey, SECRET, OLD_SECRET)).toEqual([]);
	});
});

test('with On Error = Continue, no secret gets into an item', async () => {
	lua.script(echo(400));
	const { items } = await runLua(lua, {
		operation: 'subscribe',
		parameters,
		credential: { secret: SECRET, previousSecret: OLD_SECRET },
		onError: 'continueRegularOutput',
	});
	expect(items).toHaveLength(1);
	expect(findLeaks(items, lua.apiKey, SECRET, OLD_SECRET)).toEqual([]);
});
