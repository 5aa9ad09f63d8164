import { useClock } from '../../support/n8n/clock';
import { findLeaks } from '../../support/n8n/leaks';
import { accepted, outcomeOf, productionUrl } from './publishing';
import type { BadAnswer, ServiceKind } from './service';
import { services } from './services';
import { keyOf, onlyHook, published, start, urls } from './steps';

/* What goes wrong at the services, and what people are told then. */

useClock();

const named = (...names: string[]): ServiceKind[] =>
	services.filter(({ name }) => names.includes(name));
const looking = services.filter(({ shows }) => shows);
const finding = services.filter(({ finds }) => finds);

describe.each(services)('$name', (kind) => {
	const everyFailure: Array<[string, BadAnswer | 'dropped']> = [
		['is down', 'dropped'],
		['answers 401', { statusCode: 401, body: { message: 'Bad credentials' } }],
		['answers 403', { statusCode: 403, body: { message: 'Forbidden' } }],
		['answers 500', { statusCode: 500, body: 'oops' }],
		['answers a redirect', { statusCode: 302, headers: { Location: 'https://other.example' } }],
		['asks for a long wait', { statusCode: 429, headers: { 'Retry-After': '3600' } }],
	];

	test.each(everyFailure)(
		'unpublishing while it %s does not fail, and the log says what is left over',
		async (_, answer) => {
			const [trigger, service, { id }] = await published(kind);
			service.fail('DELETE', answer);
			const { error, warnings } = await trigger.unpublish();
			expect(error).toBeUndefined();
			expect(warnings).toHaveLength(1);
			expect(warnings[0]).toContain(`The webhook ${id}, which leads to ${productionUrl}`);
			expect(urls(service)).toEqual([productionUrl]);
			expect((await trigger.publish()).error).toBeUndefined();
			expect(urls(service)).toEqual([productionUrl]);
			expect((await trigger.unpublish()).warnings).toEqual([]);
			expect(service.hooks()).toEqual([]);
		},
	);

	test('a webhook that is gone already is no reason to complain', async () => {
		const [trigger, service, { id }] = await published(kind);
		service.forget(id);
		expect(await trigger.unpublish()).toEqual({ warnings: [], logs: [] });
		expect(service.hooks()).toEqual([]);
	});

	test('unpublishing without the credential says that the webhook may still exist', async () => {
		const [trigger, service] = await published(kind);
		service.setup.credential.failure = new Error('Credential with ID "1" does not exist');
		const { error, warnings } = await trigger.unpublish();
		expect(error).toBeUndefined();
		expect(warnings.join()).toContain('may still exist');
	});

	test('unpublishing with settings that cannot be read any more says so, too', async () => {
		const [trigger, service] = await published(kind);
		const { parameters } = service.setup;
		service.setup.parameters = { ...parameters, options: { publicUrl: 'nowhere' } };
		const { error, warnings } = await trigger.unpublish();
		expect(error).toBeUndefined();
		expect(warnings.join()).toMatch(/may still exist.*'Public URL'/);
	});

	test('settings that could never be read leave nothing to be told', async () => {
		const [trigger, service] = await start(kind);
		const { parameters } = service.setup;
		service.setup.parameters = { ...parameters, options: { publicUrl: 'nowhere' } };
		const { error, warnings } = await trigger.publish();
		expect(error?.message).toContain("The option 'Public URL'");
		expect(warnings).toEqual([]);
		expect(service.calls()).toEqual([]);
	});

	test.each<[string, BadAnswer]>([
		['a revoked key', { statusCode: 401, body: { message: 'Bad credentials' } }],
		['no permission', { statusCode: 403, body: { message: 'Forbidden' } }],
		['a place that is not there', { statusCode: 404, body: { message: 'Not Found' } }],
	])('%s is an error that names the field of the credential', async (_, answer) => {
		const [trigger, service] = await start(kind);
		service.fail('POST', answer);
		const { error } = await trigger.publish();
		const { label } = service.key;
		const { displayName } = service.setup.credential.type;
		expect(error?.message).toContain(`the field '${label}' of the credential '${displayName}'`);
		expect(error?.message).toContain(`status ${answer.statusCode}`);
		expect(findLeaks(error, keyOf(service))).toEqual([]);
		expect(service.hooks()).toEqual([]);
	});

	test('a service that repeats the key in its refusal does not bring it into error or log', async () => {
		const [trigger, service] = await start(kind);
		const key = keyOf(service);
		service.fail('POST', { statusCode: 400, body: { message: `Wrong: ${key}`, error: key } });
		const { error, logs } = await trigger.publish();
		expect(error?.message).toContain('status 400');
		expect(findLeaks([error, logs, trigger.database], key)).toEqual([]);
	});

	test('too many requests: a short wait is waited for', async () => {
		const [trigger, service] = await start(kind);
		service.fail('POST', { statusCode: 429, headers: { 'Retry-After': '0' } });
		expect((await trigger.publish()).error).toBeUndefined();
		expect(urls(service)).toEqual([productionUrl]);
	});

	test('too many requests: the error says how long a long wait is', async () => {
		const [trigger, service] = await start(kind);
		service.fail('POST', { statusCode: 429, headers: { 'Retry-After': '600' } });
		const { error } = await trigger.publish();
		expect(error?.message).toContain('Wait 600 s, then publish the workflow again.');
		expect(service.hooks()).toEqual([]);
	});

	test.each([
		['http://localhost:5678', 'can only be reached from inside your network'],
		['http://192.168.1.4:5678', 'can only be reached from inside your network'],
		['http://n8n.example', 'is not HTTPS'],
	])('a service that refuses URLs such as %s: the error says what to set', async (baseUrl, why) => {
		const [trigger, service] = await start(kind);
		trigger.setup.baseUrl = baseUrl;
		service.fail('POST', { statusCode: 422, body: { message: 'URL is not supported' } });
		const { error } = await trigger.publish();
		expect(error?.message).toContain(`The webhook URL ${baseUrl}/webhook/`);
		expect(error?.message).toContain(why);
		expect(error?.message).toMatch(/Set N8N_WEBHOOK_URL, .* public HTTPS address/);
	});

	test('an answer that was lost: the log says that a webhook may be left over, and no second one is', async () => {
		const [trigger, service] = await start(kind);
		service.fail('POST', 'dropped');
		const { error, warnings } = await trigger.publish();
		expect(error).toBeDefined();
		expect(warnings.length).toBeGreaterThan(0);
		expect((await trigger.publish()).error).toBeUndefined();
		expect(urls(service)).toEqual([productionUrl]);
	});
});

describe.each(looking)('$name', (kind) => {
	test('a webhook that was deleted at the service is made anew', async () => {
		const [trigger, service, { id }] = await published(kind);
		service.forget(id);
		await trigger.publish();
		expect(urls(service)).toEqual([productionUrl]);
		const { secret } = onlyHook(service);
		expect(outcomeOf(await trigger.post(...service.sign(secret)))).toEqual(accepted);
	});

	test('a service that cannot be asked is an error, and nothing is made twice', async () => {
		const [trigger, service] = await published(kind);
		service.fail('GET', 'dropped', 'dropped');
		const { error } = await trigger.publish();
		expect(error?.message).toContain('could not be reached');
		expect((await trigger.publish()).error).toBeUndefined();
		expect(urls(service)).toEqual([productionUrl]);
	});
});

describe.each(finding)('$name', (kind) => {
	test('what n8n has stored was lost: there is one webhook all the same, and its events are accepted', async () => {
		const [trigger, service] = await published(kind);
		trigger.database = undefined;
		expect((await trigger.publish()).error).toBeUndefined();
		expect(urls(service)).toEqual([productionUrl]);
		const { secret } = onlyHook(service);
		expect(outcomeOf(await trigger.post(...service.sign(secret)))).toEqual(accepted);
		trigger.database = undefined;
		await trigger.unpublish();
		expect(service.hooks()).toEqual([]);
	});
});

test.each(named('Twig AI', 'a service that shows nothing'))(
	'$name: what n8n has stored was lost, so a second webhook is made, and only its events are accepted',
	async (kind) => {
		const [trigger, service, first] = await published(kind);
		trigger.database = undefined;
		await trigger.publish();
		expect(service.hooks()).toHaveLength(2);
		const second = service.hooks().find(({ id }) => id !== first.id);
		expect(outcomeOf(await trigger.post(...service.sign(second?.secret ?? '')))).toEqual(accepted);
	},
);
