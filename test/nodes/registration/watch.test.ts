import type { IDataObject } from 'n8n-workflow';
import { writeOwnCall } from '../../../nodes/shared/n8n/trigger/watch/ownCall';
import type { OwnCall } from '../../../nodes/shared/n8n/trigger/watch/ownCall';
import { createSecretKeeper } from '../../../nodes/shared/sealing';
import { isObject } from '../../../nodes/shared/json';
import { until } from '../../support/until';
import { accepted, outcomeOf, refused } from './publishing';
import type { PublishedTrigger } from './publishing';
import type { Service, ServiceKind } from './service';
import { gitHub, rest, startWith, stripe } from './settings';
import { keyOf, onlyHook } from './steps';

/* What a trigger does when it calls itself by the clock, and who else can make it do that: nobody. */

async function publish(
	kind: ServiceKind,
	options: IDataObject = {},
): Promise<[PublishedTrigger, Service]> {
	const [trigger, service] = await startWith(kind, { options });
	trigger.setup.baseUrl = trigger.servedUrl;
	const { error } = await trigger.publish();
	if (error) throw error;
	return [trigger, service];
}

const keeperFor = (trigger: PublishedTrigger, key: string) =>
	createSecretKeeper('ownCall', key, `workflow1/${trigger.nodeId}`);

const HEADERS = { 'Content-Type': 'application/json', 'X-Signed-Webhooks-Own-Call': 'check' };

/** The trigger calls itself. */
async function call(trigger: PublishedTrigger, service: Service, ownCall: OwnCall) {
	const body = writeOwnCall(ownCall, keeperFor(trigger, keyOf(service)), Date.now());
	return await trigger.post(body, HEADERS);
}

const check = async (trigger: PublishedTrigger, service: Service) =>
	(await call(trigger, service, { kind: 'check' })).answer;

const receive = async (trigger: PublishedTrigger, service: Service, secret?: string) => {
	const [body, headers] = service.sign(secret ?? onlyHook(service).secret);
	return outcomeOf(await trigger.post(body, { 'Content-Type': 'application/json', ...headers }));
};

/** By which events are known that were received. */
const keysIn = (trigger: PublishedTrigger): string =>
	/"keys":"([^"]*)"/.exec(trigger.database ?? '')?.[1] ?? '';

const stored = (trigger: PublishedTrigger): unknown => JSON.parse(trigger.database ?? '{}');

describe.each([gitHub, stripe, rest])('$name', (kind) => {
	test('what is in place is left alone, and nothing is stored', async () => {
		const [trigger, service] = await publish(kind);
		const before = trigger.database;
		const writes = service.calls().filter(({ method }) => method !== 'GET').length;
		expect(await check(trigger, service)).toEqual({ result: { kind: 'inPlace' } });
		expect(trigger.database).toBe(before);
		expect(service.calls().filter(({ method }) => method !== 'GET')).toHaveLength(writes);
	});

	test('a webhook that is gone is made again, and what it signs is received at once', async () => {
		const [trigger, service] = await publish(kind);
		expect(await receive(trigger, service)).toEqual(accepted);
		const known = keysIn(trigger);
		// The others sign no id.
		expect(known !== '').toBe(kind === stripe);
		const { id } = onlyHook(service);
		service.forget(id);
		expect(await check(trigger, service)).toMatchObject({ result: { kind: 'repaired' } });
		expect(onlyHook(service).id).not.toBe(id);
		expect(JSON.stringify(stored(trigger))).toContain(`"id":"${onlyHook(service).id}"`);
		expect((await receive(trigger, service)).statusCode).toBe(200);
		// What was received before is still known.
		expect(keysIn(trigger)).toContain(known);
	});

	test('a request that began before the repair does not take it back', async () => {
		const [trigger, service] = await publish(kind);
		const before = trigger.database;
		service.forget(onlyHook(service).id);
		await check(trigger, service);
		const after = trigger.database;
		trigger.database = before;
		expect(await receive(trigger, service)).toEqual(accepted);
		expect(JSON.stringify(stored(trigger))).toContain(`"id":"${onlyHook(service).id}"`);
		trigger.database = before;
		const { id } = onlyHook(service);
		expect(await check(trigger, service)).toEqual({ result: { kind: 'inPlace' } });
		expect(onlyHook(service).id).toBe(id);
		expect(trigger.database).toBe(after);
	});

	test('a service that is down is left alone, and receiving goes on', async () => {
		const [trigger, service] = await publish(kind);
		const before = trigger.database;
		service.fail('GET', ...Array.from({ length: 5 }, () => ({ statusCode: 503 })));
		expect(await check(trigger, service)).toMatchObject({ result: { kind: 'unavailable' } });
		service.behave();
		service.fail('GET', { statusCode: 429, headers: { 'Retry-After': '3600' } });
		expect(await check(trigger, service)).toMatchObject({
			result: { kind: 'unavailable', retryAfterMs: 3_600_000 },
		});
		service.behave();
		service.fail('GET', { statusCode: 403 });
		expect(await check(trigger, service)).toMatchObject({ result: { kind: 'refused' } });
		service.behave();
		expect(trigger.database).toBe(before);
		expect(await receive(trigger, service)).toEqual(accepted);
	});
});

test.each<[string, (trigger: PublishedTrigger, service: Service) => string]>([
	['nothing', () => '{}'],
	['no seal', () => '{"sealed":"AAAA"}'],
	[
		'the seal of another key',
		(trigger) => writeOwnCall({ kind: 'check' }, keeperFor(trigger, 'another'), Date.now()),
	],
	[
		'the seal for another trigger',
		(_, service) =>
			writeOwnCall(
				{ kind: 'check' },
				createSecretKeeper('ownCall', keyOf(service), 'workflow1/other'),
				Date.now(),
			),
	],
	[
		'what was sealed for something else',
		(trigger, service) =>
			writeOwnCall(
				{ kind: 'check' },
				createSecretKeeper('subscription', keyOf(service), `workflow1/${trigger.nodeId}`),
				Date.now(),
			),
	],
	[
		'a call of two minutes ago',
		(trigger, service) =>
			writeOwnCall({ kind: 'check' }, keeperFor(trigger, keyOf(service)), Date.now() - 120_000),
	],
	[
		'a call of another form',
		(trigger, service) =>
			writeOwnCall({ kind: 'delete' } as never, keeperFor(trigger, keyOf(service)), Date.now()),
	],
])('an own call with %s is refused like any forged request', async (_title, bodyOf) => {
	const [trigger, service] = await publish(gitHub);
	const before = trigger.database;
	const calls = service.calls().length;
	const { statusCode, answer, item } = await trigger.post(bodyOf(trigger, service), HEADERS);
	expect({ statusCode, started: item !== undefined }).toEqual(refused);
	expect(answer).toEqual({ error: 'invalid signature' });
	expect(trigger.database).toBe(before);
	expect(service.calls()).toHaveLength(calls);
});

test('between one webhook and the next, what is on its way can still be checked', async () => {
	const [trigger, service] = await publish(gitHub);
	const { id, secret } = onlyHook(service);
	service.forget(id);
	service.misbehave('POST', { delayMs: 1_000 });
	const checked = check(trigger, service);
	await until('it looks', () => service.calls().some(({ statusCode }) => statusCode === 404));
	// What was read of the credential before does not count.
	await until('it is accepted', async () => (await receive(trigger, service, secret)).started);
	expect(service.hooks()).toEqual([]);
	expect(await checked).toMatchObject({ result: { kind: 'repaired' } });
	expect(await receive(trigger, service)).toEqual(accepted);
});

test('what was stored since is not overwritten by a call that comes once more', async () => {
	const [trigger, service] = await publish(stripe);
	const now = JSON.stringify(stored(trigger));
	const replay: OwnCall = {
		kind: 'save',
		replaced: ['another state'],
		stored: { leftovers: [], unchecked: [] },
	};
	expect((await call(trigger, service, replay)).answer).toEqual({ state: 'changed' });
	expect(JSON.stringify(stored(trigger))).toBe(now);
});

test('the second output tells what people have to do, where it is wanted', async () => {
	const report: OwnCall = { kind: 'report', cause: 'refused', problem: 'Choose another key.' };
	const [quiet, quietService] = await publish(gitHub);
	expect((await call(quiet, quietService, report)).result?.workflowData).toBeUndefined();
	const [trigger, service] = await publish(gitHub, { outputRejected: true });
	const { rejected, statusCode } = await call(trigger, service, report);
	expect(statusCode).toBe(200);
	expect(isObject(rejected) && rejected).toMatchObject({
		outcome: 'webhookTrouble',
		reason: 'refused',
		advice: 'Choose another key.',
	});
});

describe('when n8n starts', () => {
	beforeEach(() => {
		// The first look comes after two to ten seconds, by chance.
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});

	test('nothing is asked, and some seconds later the webhook is repaired', async () => {
		const [trigger, service] = await publish(gitHub, { watchMinutes: 1 });
		const { id } = onlyHook(service);
		service.forget(id);
		const calls = service.calls().length;
		const { stop } = await trigger.start();
		expect(service.calls()).toHaveLength(calls);
		await until('it is repaired', () => service.hooks().length === 1, { timeoutMs: 20_000 });
		await until('it is stored', () =>
			(trigger.database ?? '').includes(`"id":"${onlyHook(service).id}"`),
		);
		expect(await receive(trigger, service)).toEqual(accepted);
		await stop();
	});

	test('a service that is down takes nothing away', async () => {
		const [trigger, service] = await publish(gitHub);
		service.fail('GET', ...Array.from({ length: 20 }, () => ({ statusCode: 500 })));
		const { stop } = await trigger.start();
		expect(await receive(trigger, service)).toEqual(accepted);
		await stop();
	});

	test('a trigger whose settings cannot be used any more keeps its route', async () => {
		const [trigger] = await publish(gitHub);
		trigger.setup.parameters = { ...trigger.setup.parameters, registration: 'manual' };
		trigger.setup.credential.data = {};
		await expect(trigger.start()).resolves.toBeDefined();
	});

	test('with 0, nothing runs by the clock', async () => {
		const [trigger] = await publish(gitHub, { watchMinutes: 0 });
		expect((await trigger.start()).isWatched).toBe(false);
		const [other] = await publish(gitHub);
		const { isWatched, stop } = await other.start();
		expect(isWatched).toBe(true);
		await stop();
	});
});
