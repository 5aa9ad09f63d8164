import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { signedWebhookTrigger } from '../../../nodes/SignedWebhookTrigger/trigger';
import { readTriggerConfig } from '../../../nodes/shared/n8n/trigger/configuration';
import { useClock } from '../../support/n8n/clock';
import { optionCases } from '../../support/n8n/optionCases';
import { gitHub, plainHex, stripe } from '../../support/n8n/providers';
import type { Provider } from '../../support/n8n/providers';
import { startTrigger } from '../../support/n8n/trigger';
import type { Trigger } from '../../support/n8n/trigger';
import { workflowWith } from '../../support/n8n/workflow';

const clock = useClock();
const json = { 'Content-Type': 'application/json' };
const payload = { id: 'evt_1', type: 'charge.failed', data: { object: { amount: 7 } } };
const body = Buffer.from(JSON.stringify(payload));

let testCount = 0;
beforeEach(() => {
	testCount += 1;
});

/** The same node all through a test, as when its user changes the fields and tries again. */
const start = async (provider: Provider, parameters: IDataObject): Promise<Trigger> =>
	await startTrigger({
		parameters: { ...provider.parameters, ...parameters },
		secrets: { secret: provider.secret },
		node: { id: `node ${testCount}` },
	});

const genuine = ({ sign, secret }: Provider) => ({
	...json,
	...sign(body, { secret, seconds: clock.nowSeconds }),
});

/** Activating fails with this sentence, requests get 503, and nothing is left behind. */
async function expectProblem(
	provider: Provider,
	parameters: IDataObject,
	...parts: string[]
): Promise<void> {
	const trigger = await start(provider, parameters);
	const error: unknown = await trigger.activate().catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(NodeOperationError);
	const exchange = await trigger.post(body, genuine(provider));
	expect(exchange).toMatchObject({
		statusCode: 503,
		answer: { error: 'not configured' },
		result: { noWebhookResponse: true },
		logs: [{ level: 'warn', metadata: { reason: 'notConfigured' } }],
	});
	for (const part of parts) {
		expect((error as Error).message).toContain(part);
		expect(exchange.logs[0]?.message).toContain(part);
		expect(exchange.text).not.toContain(part);
	}
	expect(trigger.credential.reads).toBe(0);
	expect(trigger.staticData()).toEqual({});
	expect(await trigger.deactivate()).toBe(true);

	const mended = await start(provider, {});
	expect(await mended.activate()).toBe(true);
	expect(await mended.post(body, genuine(provider))).toMatchObject({ statusCode: 200 });
}

/** The trigger can be activated and takes a genuine event. */
async function expectUsable(provider: Provider, parameters: IDataObject): Promise<void> {
	const trigger = await start(provider, parameters);
	expect(await trigger.activate()).toBe(true);
	const exchange = await trigger.post(body, genuine(provider));
	expect(exchange.item).toMatchObject({ body: payload });
}

const valuesOf = (which: 'good' | 'bad') =>
	optionCases.flatMap(({ name, label, [which]: values }) =>
		values.map((value) => ({ name, label, value })),
	);

test('every option is tried here or with its scheme', () => {
	const { nodeType } = workflowWith('signedWebhookTrigger', {});
	const options = nodeType.description.properties.find(({ name }) => name === 'options')?.options;
	expect(
		[
			...optionCases.map(({ name }) => name),
			'publishedAddressesOnly',
			'refuseUnexpected',
			// For nodes of this version and for older ones.
			'severalEvents',
			'severalEvents',
			'toleranceSeconds',
			'watchMinutes',
		].sort(),
	).toEqual(options?.map(({ name }) => name).sort());
});

test.each(valuesOf('good'))("'$label' may be $value", async ({ name, value }) => {
	await expectUsable(plainHex, { options: { [name]: value } });
});

test.each(valuesOf('bad'))(
	"'$label' may not be $value: activating names it, requests get 503",
	async ({ name, label, value }) => {
		await expectProblem(plainHex, { options: { [name]: value } }, `option '${label}'`);
	},
);

test('all options that are wrong are named at once', async () => {
	const options = { maxEvents: 0, responseCode: 500 };
	await expectProblem(plainHex, { options }, "'Maximum Events'", "'Response Code'");
});

describe('the sentence says what to change', () => {
	test.each<[string, IDataObject, string]>([
		['the entry of a list', { allowedAddresses: '127.0.0.1, 10.0.0.0/33' }, '10.0.0.0/33'],
		['quotes and brackets of JSON', { jsonSchema: '{"type":' }, 'quotes, commas and brackets'],
		['the place in a JSON Schema', { jsonSchema: '{"type":"objekt"}' }, '/type'],
		['how a URL looks', { publicUrl: 'hooks.example.com' }, 'https://hooks.example.com/'],
		['the other type of response', { responseBody: '"text"' }, 'Choose Text'],
		['the values of a choice', { responseType: 'xml' }, 'json, text, empty'],
		['the bounds of a number', { maxEvents: 0 }, 'from 1 to 1000000'],
		[
			'the place in a condition',
			{ onlyEventsWhere: '{"all":[{"field":"event","equals":"a"},{"field":"body.x","is":1}]}' },
			'at all[1]: "is" is no operator',
		],
		['a missing header', { repeatsBy: 'header' }, "option 'Repeats Header' holds ''"],
		[
			'the header of the signature',
			{ repeatsBy: 'header', repeatsHeader: plainHex.signatureHeader },
			'choose Signed Content',
		],
		['a missing field', { repeatsBy: 'bodyField' }, "option 'Repeats Body Field' holds ''"],
		['a broken path', { repeatsBy: 'bodyField', repeatsBodyField: 'a..b' }, "holds 'a..b'"],
		['another way to tell repeats', { repeatsBy: 'deliveryId' }, 'name a Header or a Body Field'],
	])('%s', async (_, options, remedy) => {
		await expectProblem(plainHex, { options }, remedy);
	});
});

describe('Events', () => {
	test.each<[string, Provider, string, string[]]>([
		['an exception of nothing', plainHex, '!', ["field 'Events'", "'!'"]],
		['two names without a comma', plainHex, 'order.paid order.sent', ['commas']],
	])('%s is refused', async (_, provider, events, parts) => {
		await expectProblem(provider, { events }, ...parts);
	});

	test.each<[string, Provider, string]>([
		['names of GitHub', gitHub, 'push, issues'],
		['a star', gitHub, '*'],
		['a pattern and an exception', stripe, 'charge.*, !charge.refunded'],
		['any name where no list is known', plainHex, 'charge.failed'],
		['a name that the list does not hold', gitHub, 'push, isues'],
		['a pattern that fits nothing in the list', stripe, 'charge.*, chrge.*'],
		['an exception alone', plainHex, '!order.*'],
	])('%s can be chosen', async (_, provider, events) => {
		await expectUsable(provider, { events });
	});

	test('an event that is not chosen gets 200 and starts nothing', async () => {
		const trigger = await start(stripe, { events: 'charge.*, !charge.failed' });
		expect(await trigger.post(body, genuine(stripe))).toMatchObject({
			statusCode: 200,
			answer: { received: true, ignored: true },
			result: { noWebhookResponse: true },
			logs: [{ level: 'info', metadata: { outcome: 'ignored', event: 'charge.failed' } }],
		});
	});
});

describe('Allow Only Published Addresses', () => {
	const options = { publishedAddressesOnly: true };

	test('is left out by n8n where the provider publishes none, since it is hidden there', async () => {
		await expectUsable(plainHex, { options });
	});

	test('is refused by the trigger where n8n hands it over all the same', async () => {
		const parameters: IDataObject = { scheme: 'slack', options };
		const choice = readTriggerConfig(signedWebhookTrigger, (name) => parameters[name], 1.3);
		expect(choice).toEqual({
			ok: false,
			problem: expect.stringMatching(
				/option 'Allow Only Published Addresses' is on, but Slack publishes none.*'Allowed Addresses'/,
			) as unknown,
		});
	});

	test('keeps out every other address', async () => {
		const trigger = await start(stripe, { options });
		expect(await trigger.activate()).toBe(true);
		expect(await trigger.post(body, genuine(stripe))).toMatchObject({ statusCode: 403 });
	});

	test('and Allowed Addresses add up', async () => {
		await expectUsable(stripe, { options: { ...options, allowedAddresses: '127.0.0.1' } });
	});

	test('lets a published address in, told by the proxy that is trusted', async () => {
		const trigger = await start(stripe, { options: { ...options, proxyHops: 1 } });
		// One of the addresses that Stripe lists for its webhooks.
		const headers = { ...genuine(stripe), 'X-Forwarded-For': '198.51.100.1, 3.18.12.63' };
		expect(await trigger.post(body, headers)).toMatchObject({ statusCode: 200 });
		const before = { ...genuine(stripe), 'X-Forwarded-For': '3.18.12.63, 198.51.100.1' };
		expect(await trigger.post(body, before)).toMatchObject({ statusCode: 403 });
	});
});

describe('JSON Schema', () => {
	const jsonSchema = JSON.stringify({
		type: 'object',
		properties: { data: { properties: { object: { properties: { amount: { minimum: 10 } } } } } },
	});

	test('a genuine event that does not fit gets 400; the log says where', async () => {
		const trigger = await start(plainHex, { options: { jsonSchema } });
		const exchange = await trigger.post(body, genuine(plainHex));
		expect(exchange).toMatchObject({
			statusCode: 400,
			answer: { error: 'invalid payload' },
			result: { noWebhookResponse: true },
		});
		expect(exchange.logs[0]?.message).toContain('/data/object/amount');
		expect(exchange.text).not.toContain('amount');
	});

	test('its sender may send the event again once it fits', async () => {
		const strict = await start(plainHex, { options: { jsonSchema } });
		expect(await strict.post(body, genuine(plainHex))).toMatchObject({ statusCode: 400 });
		const mended = await start(plainHex, { options: {} });
		expect(await mended.post(body, genuine(plainHex))).toMatchObject({ statusCode: 200 });
	});

	test('says nothing about a request that is not genuine', async () => {
		const trigger = await start(plainHex, { options: { jsonSchema } });
		const forged = { ...json, 'X-Shop-Hmac': '00'.repeat(32) };
		expect(await trigger.post(body, forged)).toMatchObject({ statusCode: 401 });
	});
});
