import { useClock } from '../../support/n8n/clock';
import { gitHub as provider } from '../../support/n8n/providers';
import { startTrigger } from '../../support/n8n/trigger';
import type { Trigger } from '../../support/n8n/trigger';
import type { Exchange } from '../../support/n8n/webhookServer';

/*
 * How a trigger remembers its secrets. The clock stands still unless a test moves it, so every read
 * of the credential follows from the requests alone.
 */

const clock = useClock();
const body = Buffer.from('{"a":1}');
const { parameters, secret, otherSecret } = provider;
const accepted = { statusCode: 200 };
const refused = { statusCode: 401, answer: { error: 'invalid signature' } };
const notConfigured = { statusCode: 503, answer: { error: 'not configured' } };

// The same event is sent over and over, and what counts is only when the credential is read.
const options = { ignoreDuplicates: false, maxFailuresPerMinute: 1000 };

const start = async (): Promise<Trigger> =>
	await startTrigger({ parameters: { ...parameters, options }, secrets: { secret } });

const postWith = async (trigger: Trigger, usedSecret: string): Promise<Exchange> =>
	await trigger.post(body, provider.sign(body, { secret: usedSecret, seconds: 0 }));

test('many genuine requests within some seconds read the credential once', async () => {
	const trigger = await start();
	for (let count = 0; count < 20; count += 1) {
		expect(await postWith(trigger, secret)).toMatchObject(accepted);
		clock.advance(200);
	}
	expect(trigger.credential.reads).toBe(1);
});

test('requests at the same time share one read', async () => {
	const trigger = await start();
	trigger.credential.readMs = 50;
	const used = [secret, otherSecret, secret, otherSecret, secret];
	const exchanges = await Promise.all(used.map((each) => postWith(trigger, each)));
	expect(exchanges.map(({ statusCode }) => statusCode)).toEqual([200, 401, 200, 401, 200]);
	expect(trigger.credential.reads).toBe(1);
});

test('the credential is read again after five seconds', async () => {
	const trigger = await start();
	await postWith(trigger, secret);
	clock.advance(5000);
	await postWith(trigger, secret);
	expect(trigger.credential.reads).toBe(2);
});

test('a secret that was removed stops working within five seconds', async () => {
	const trigger = await start();
	await postWith(trigger, secret);
	trigger.credential.secrets = { secret: otherSecret };
	clock.advance(5000);
	expect(await postWith(trigger, secret)).toMatchObject(refused);
});

test('a new secret works at once, from the first request on', async () => {
	const trigger = await start();
	await postWith(trigger, secret);
	clock.advance(1000);
	trigger.credential.secrets = { secret: otherSecret, previousSecret: secret };
	expect(await postWith(trigger, otherSecret)).toMatchObject({
		...accepted,
		item: { verification: { secret: 'current' } },
	});
	expect(await postWith(trigger, secret)).toMatchObject({
		...accepted,
		item: { verification: { secret: 'previous' } },
	});
	expect(trigger.credential.reads).toBe(2);
});

test('a flood of wrong signatures reads the credential once a second at most', async () => {
	const trigger = await start();
	const FLOOD_MS = 10_000;
	const INTERVAL_MS = 50;
	for (let elapsedMs = 0; elapsedMs < FLOOD_MS; elapsedMs += INTERVAL_MS) {
		expect(await postWith(trigger, otherSecret)).toMatchObject(refused);
		clock.advance(INTERVAL_MS);
	}
	expect(trigger.credential.reads).toBe(FLOOD_MS / 1000);
});

test('genuine requests get through during a flood', async () => {
	const trigger = await start();
	for (let count = 0; count < 20; count += 1) {
		await postWith(trigger, otherSecret);
		expect(await postWith(trigger, secret)).toMatchObject(accepted);
		clock.advance(100);
	}
	expect(trigger.credential.reads).toBe(2);
});

test('a clock that jumps back does not keep old secrets alive', async () => {
	const trigger = await start();
	await postWith(trigger, secret);
	clock.advance(-3_600_000);
	trigger.credential.secrets = { secret: otherSecret };
	expect(await postWith(trigger, secret)).toMatchObject(refused);
});

test('two nodes with different credentials do not share secrets', async () => {
	const first = await start();
	const second = await startTrigger({ parameters, secrets: { secret: otherSecret } });
	expect(await postWith(first, secret)).toMatchObject(accepted);
	expect(await postWith(second, secret)).toMatchObject(refused);
	expect(await postWith(second, otherSecret)).toMatchObject(accepted);
});

test('a credential that cannot be read gives 503, so that the sender tries again', async () => {
	const trigger = await start();
	trigger.credential.failure = new Error('the encryption key has changed');
	const exchange = await postWith(trigger, secret);
	expect(exchange).toMatchObject(notConfigured);
	expect(exchange.result).toEqual({ noWebhookResponse: true });
	expect(exchange.logs).toEqual([
		{
			level: 'warn',
			message: expect.stringMatching(
				/credential 'Signed Webhook API'.*the encryption key has changed/,
			) as unknown,
			metadata: expect.objectContaining({
				reason: 'notConfigured',
				workflowId: 'workflow1',
			}) as unknown,
		},
	]);
});

test('a credential that can be read again works again within a second', async () => {
	const trigger = await start();
	trigger.credential.failure = new Error('the database is away');
	expect(await postWith(trigger, secret)).toMatchObject(notConfigured);
	expect(await postWith(trigger, secret)).toMatchObject(notConfigured);
	expect(trigger.credential.reads).toBe(1);
	trigger.credential.failure = undefined;
	clock.advance(1000);
	expect(await postWith(trigger, secret)).toMatchObject(accepted);
});

test('reading the credential may fail for a moment without losing an event', async () => {
	const trigger = await start();
	expect(await postWith(trigger, secret)).toMatchObject(accepted);
	trigger.credential.failure = new Error('the database is away');
	clock.advance(2000);
	expect(await postWith(trigger, secret)).toMatchObject(accepted);
});

test('a forged request cannot take away working secrets while the credential cannot be read', async () => {
	const trigger = await start();
	expect(await postWith(trigger, secret)).toMatchObject(accepted);
	trigger.credential.failure = new Error('the database is away');
	clock.advance(2000);
	expect(await postWith(trigger, otherSecret)).toMatchObject(notConfigured);
	expect(trigger.credential.reads).toBe(2);
	expect(await postWith(trigger, secret)).toMatchObject(accepted);
	clock.advance(3000);
	expect(await postWith(trigger, secret)).toMatchObject(notConfigured);
});
