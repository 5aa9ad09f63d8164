import { useClock } from '../../support/n8n/clock';
import { findLeaks } from '../../support/n8n/leaks';
import { accepted, outcomeOf, productionUrl, refused, testUrl, unready } from './publishing';
import { services } from './services';
import { keyOf, published, start, urls } from './steps';

/* Automatic registration through the trigger nodes, as n8n calls them, with each service. */

const clock = useClock();

describe.each(services)('$name', (kind) => {
	test('publishing makes one webhook with the production URL, unpublishing removes it', async () => {
		const [trigger, service] = await start(kind);
		expect(await trigger.publish()).toMatchObject({ warnings: [] });
		expect(urls(service)).toEqual([productionUrl]);
		expect(await trigger.unpublish()).toMatchObject({ warnings: [] });
		expect(service.hooks()).toEqual([]);
	});

	test('publishing again changes nothing', async () => {
		const [trigger, service] = await published(kind);
		const before = service.hooks();
		await trigger.publish();
		expect(service.hooks()).toEqual(before);
		const writes = service.calls().filter(({ method }) => method !== 'GET');
		expect(writes).toHaveLength(1);
	});

	test('events are accepted with the secret of the webhook alone', async () => {
		const [trigger, service, { secret }] = await published(kind);
		expect(outcomeOf(await trigger.post(...service.sign(secret)))).toEqual(accepted);
		const others = [`${secret}x`, 'another secret of this length', '', keyOf(service)];
		for (const other of others) {
			expect(outcomeOf(await trigger.post(...service.sign(other)))).toEqual(refused);
		}
	});

	test('neither the database nor the log learns the secret or the key', async () => {
		const [trigger, service, { secret }] = await published(kind);
		await trigger.post(...service.sign(secret));
		await trigger.publish();
		expect(trigger.database).toContain('subscription');
		expect(findLeaks([trigger.database, trigger.logs], secret, keyOf(service))).toEqual([]);
		await trigger.unpublish();
		expect(findLeaks([trigger.database, trigger.logs], secret, keyOf(service))).toEqual([]);
	});

	test('a webhook that is made anew is known by its secret at once', async () => {
		const [trigger, service, { secret }] = await published(kind);
		expect(outcomeOf(await trigger.post(...service.sign(secret)))).toEqual(accepted);
		await trigger.unpublish();
		await trigger.publish();
		const [renewed] = service.hooks();
		expect(renewed?.secret).not.toBe(secret);
		// Whether it starts anything again depends on what the service tells repeats by.
		const { statusCode } = await trigger.post(...service.sign(renewed?.secret ?? ''));
		expect(statusCode).toBe(200);
		expect(outcomeOf(await trigger.post(...service.sign(secret)))).toEqual(refused);
	});

	test('another key cannot read the secret: senders are to try again, the log says what to do, and publishing heals', async () => {
		const [trigger, service, { secret }] = await published(kind);
		service.rotateKey();
		const exchange = await trigger.post(...service.sign(secret));
		expect(outcomeOf(exchange)).toEqual(unready);
		const log = exchange.logs.map(({ message }) => message).join();
		expect(log).toContain(`the field '${service.key.label}' of the credential`);
		expect(log).toContain('Unpublish the workflow and publish it again');
		expect((await trigger.publish()).error).toBeUndefined();
		expect(urls(service)).toEqual([productionUrl]);
		const [healed] = service.hooks();
		// The keys are read again at most once a second.
		clock.advance(1_000);
		expect(outcomeOf(await trigger.post(...service.sign(healed?.secret ?? '')))).toEqual(accepted);
	});

	test('listening in the editor makes a webhook of its own, and the one of production stays as it is', async () => {
		const [trigger, service, production] = await published(kind);
		const stored = trigger.database;
		expect((await trigger.listen()).error).toBeUndefined();
		expect(urls(service).sort()).toEqual([productionUrl, testUrl].sort());
		const test = service.hooks().find(({ url }) => url === testUrl);
		expect(outcomeOf(await trigger.postTest(...service.sign(test?.secret ?? '')))).toEqual(
			accepted,
		);
		await trigger.stopListening();
		expect(service.hooks()).toEqual([production]);
		expect(trigger.database).toBe(stored);
		expect(outcomeOf(await trigger.post(...service.sign(production.secret)))).toEqual(accepted);
	});

	test('that is so with a Public URL, too', async () => {
		const [trigger, service] = await start(kind);
		const publicUrl = 'https://hooks.example.com/orders';
		trigger.setup.parameters = { ...trigger.setup.parameters, options: { publicUrl } };
		await trigger.publish();
		const before = service.hooks();
		expect(before.map(({ url }) => url)).toEqual([publicUrl]);
		await trigger.listen();
		expect(urls(service).sort()).toEqual([publicUrl, testUrl].sort());
		await trigger.stopListening();
		expect(service.hooks()).toEqual(before);
		await trigger.unpublish();
		expect(service.hooks()).toEqual([]);
	});

	test('a listening that fails never touches the webhook of production', async () => {
		const [trigger, service] = await start(kind);
		const publicUrl = 'https://hooks.example.com/orders';
		trigger.setup.parameters = { ...trigger.setup.parameters, options: { publicUrl } };
		await trigger.publish();
		const before = service.hooks();
		service.fail('POST', { statusCode: 422, body: { message: 'No more webhooks' } });
		expect((await trigger.listen()).error).toBeDefined();
		const { data } = trigger.setup.credential;
		trigger.setup.credential.data = { ...data, secret: ' white space ' };
		expect((await trigger.listen()).error).toBeDefined();
		expect(service.hooks()).toEqual(before);
	});

	test('a workflow that is unpublished leaves nothing behind that listens, and the other way round', async () => {
		const [trigger, service] = await published(kind);
		await trigger.listen();
		await trigger.unpublish();
		expect(urls(service)).toEqual([testUrl]);
		await trigger.stopListening();
		expect(service.hooks()).toEqual([]);
	});
});
