import {
	createStripeAdapter,
	stripeTarget,
	stripeThinTarget,
} from '../../../nodes/shared/subscriptions/adapters/stripe';
import { listUndelivered } from '../../../nodes/shared/subscriptions/adapters/stripe/events';
import type { ApiClient } from '../../../nodes/shared/subscriptions/api/client';
import { createHttpClient } from '../../support/services/httpClient';
import { FakeStripe } from '../../support/services/stripe';
import type { StripeEndpoint } from '../../support/services/stripe';
import { TestTrigger } from '../../support/services/trigger';

const URL = 'https://n8n.example.com/webhook/3f1c?a=b&c=%20';
const MARK = { managed_by: 'n8n-nodes-signed-webhooks' };

let stripe: FakeStripe;

beforeEach(async () => (stripe = await new FakeStripe().start()));
afterEach(async () => await stripe.stop());

const clientOf = (timeoutMs?: number): ApiClient =>
	createHttpClient(stripe.url, stripe.apiKey, timeoutMs);

const triggerOf = (client = clientOf(), apiVersion = ''): TestTrigger =>
	new TestTrigger({
		adapter: createStripeAdapter(client, stripeTarget(apiVersion)),
		wanted: { url: URL, events: ['invoice.paid', 'charge.failed'] },
		apiKey: stripe.apiKey,
	});

async function activate(trigger: TestTrigger): Promise<void> {
	expect(await trigger.activate()).toEqual({ notices: [] });
}

/** The one endpoint, whose secret the trigger knows. */
function expectEndpoint(trigger: TestTrigger): StripeEndpoint {
	const ours = stripe.hooks().filter(({ metadata }) => metadata.managed_by !== undefined);
	expect(ours).toHaveLength(1);
	const [endpoint] = ours as [StripeEndpoint];
	expect(endpoint).toMatchObject({ status: 'enabled', metadata: MARK, secret: trigger.secret });
	expect(trigger.stored?.hook?.id).toBe(endpoint.id);
	return endpoint;
}

test('an endpoint is made, changed and removed', async () => {
	const trigger = triggerOf();
	await activate(trigger);
	const { id } = expectEndpoint(trigger);
	expect(stripe.hooks()).toMatchObject([
		{ url: URL, enabledEvents: ['invoice.paid', 'charge.failed'], apiVersion: null },
	]);
	trigger.settings.wanted = { url: 'https://n8n.example.com/2', events: [] };
	await activate(trigger);
	expect(expectEndpoint(trigger)).toMatchObject({
		id,
		url: 'https://n8n.example.com/2',
		enabledEvents: ['*'],
	});
	await activate(trigger);
	await trigger.deactivate();
	expect(stripe.hooks()).toEqual([]);
	expect(stripe.writes()).toEqual([
		'POST /v1/webhook_endpoints',
		`POST /v1/webhook_endpoints/${id}`,
		`DELETE /v1/webhook_endpoints/${id}`,
	]);
});

test('another version of the API means another endpoint', async () => {
	const trigger = triggerOf();
	await activate(trigger);
	const { id } = expectEndpoint(trigger);
	trigger.settings.adapter = createStripeAdapter(clientOf(), stripeTarget(' 2026-10-28.endive '));
	await activate(trigger);
	const endpoint = expectEndpoint(trigger);
	expect(endpoint).toMatchObject({ apiVersion: '2026-10-28.endive' });
	expect(endpoint.id).not.toBe(id);
});

test('an endpoint that was disabled is enabled again', async () => {
	const trigger = triggerOf();
	await activate(trigger);
	expectEndpoint(trigger).status = 'disabled';
	await activate(trigger);
	expectEndpoint(trigger);
});

test('an endpoint that was deleted in the dashboard is made anew', async () => {
	const trigger = triggerOf();
	await activate(trigger);
	stripe.forget(expectEndpoint(trigger).id);
	await activate(trigger);
	expectEndpoint(trigger);
});

test('a forgotten endpoint is replaced, since its secret is never shown again', async () => {
	const trigger = triggerOf();
	await activate(trigger);
	const { id } = expectEndpoint(trigger);
	trigger.stored = undefined;
	await activate(trigger);
	expect(expectEndpoint(trigger).id).not.toBe(id);
});

test('an endpoint without our mark is left alone, even when it leads to the same URL', async () => {
	const foreign = stripe.addHook(URL);
	const before = JSON.stringify(foreign);
	const trigger = triggerOf();
	await activate(trigger);
	expectEndpoint(trigger);
	await trigger.deactivate();
	expect(stripe.hooks().map((hook) => JSON.stringify(hook))).toEqual([before]);
});

test('an endpoint is found on any page', async () => {
	const trigger = triggerOf();
	await activate(trigger);
	for (let index = 0; index < 230; index += 1) stripe.addHook(`${URL}${index}`);
	const calls = stripe.calls().length;
	await activate(trigger);
	expect(stripe.calls()).toHaveLength(calls + 3);
	trigger.stored = undefined;
	await trigger.deactivate();
	expect(stripe.hooks()).toHaveLength(230);
});

test.each([
	['answers 500 after it made the endpoint', { answer: { statusCode: 500 }, effects: 1 }],
	['drops the connection after it made the endpoint', { answer: 'dropped', effects: 1 }],
	['answers without a secret', { answer: { statusCode: 200, body: { id: 'we_1' } }, effects: 1 }],
	['makes two endpoints', { effects: 2 }],
] as const)('Stripe that %s has one endpoint in the end', async (_title, plan) => {
	stripe.script({ on: { method: 'POST' }, ...plan });
	const trigger = triggerOf();
	await activate(trigger);
	await activate(trigger);
	expectEndpoint(trigger);
});

test('of two endpoints that one call made, the one that nobody knows is removed at once', async () => {
	stripe.script({ on: { method: 'POST' }, effects: 2 });
	const trigger = triggerOf();
	await activate(trigger);
	expectEndpoint(trigger);
});

test('an endpoint that is gone at deactivation is no problem', async () => {
	const trigger = triggerOf();
	await activate(trigger);
	stripe.forget(expectEndpoint(trigger).id);
	expect(await trigger.deactivate()).toEqual({ notices: [] });
});

test.each([
	[401, 'Invalid API Key provided: sk_test_****', /Check the key in the credential/],
	[
		403,
		'The provided key does not have the required permissions',
		/restricted key.*write Webhook Endpoints/,
	],
	[
		400,
		'You have reached the maximum of 16 test webhook endpoints.',
		/Remove a webhook endpoint at Stripe/,
	],
	[400, 'Received unknown parameter', /Check the events and settings/],
	[429, 'Too many requests', /Wait, then publish/],
])('status %i (%s) leads to advice', async (statusCode, message, advice) => {
	stripe.script({ on: { method: 'POST' }, answer: { statusCode, body: { error: { message } } } });
	const { error } = await triggerOf().activate();
	expect((error as Error).message).toMatch(advice);
});

test('a URL without HTTPS leads to advice', async () => {
	const trigger = triggerOf();
	trigger.settings.wanted = { ...trigger.settings.wanted, url: 'http://n8n.example.com/1' };
	const { error } = await trigger.activate();
	expect((error as Error).message).toMatch(/must begin with https.*Set N8N_WEBHOOK_URL/);
});

test('neither key nor secret is in an error', async () => {
	const client = createHttpClient(stripe.url, 'sk_live_notTheRightKey12345');
	const { error } = await triggerOf(client).activate();
	expect((error as Error).message).not.toMatch(/notTheRight/);
});

describe('undelivered events', () => {
	const CREATED = 1_795_000_000;
	const add = (id: string, type: string, created: number, isDelivered = false): void => {
		stripe.events.unshift({ id, type, created, isDelivered });
	};
	const list = async (names: readonly string[], sinceMs = CREATED * 1000) =>
		await listUndelivered(clientOf(), sinceMs, names);

	test('are listed since a time, oldest first, and as they are', async () => {
		add('evt_0', 'invoice.paid', CREATED - 1);
		add('evt_1', 'invoice.paid', CREATED);
		add('evt_2', 'invoice.paid', CREATED + 1, true);
		add('evt_3', 'charge.failed', CREATED + 2);
		const { events, isComplete } = await list([]);
		expect(isComplete).toBe(true);
		expect(events).toMatchObject([
			{
				id: 'evt_1',
				type: 'invoice.paid',
				createdAt: new Date(CREATED * 1000).toISOString(),
				event: { id: 'evt_1', object: 'event', data: { object: {} } },
			},
			{ id: 'evt_3', type: 'charge.failed' },
		]);
	});

	test('are asked for by name, up to the 20 names that Stripe takes', async () => {
		const names = Array.from({ length: 25 }, (_, index) => `a.event_${index}`);
		names.forEach((name, index) => add(`evt_${index}`, name, CREATED + index));
		add('evt_x', 'other', CREATED);
		const few = await list(names.slice(0, 20));
		expect(few.events.map(({ type }) => type)).toEqual(names.slice(0, 20));
		expect(stripe.calls().at(-1)?.query.get('types[19]')).toBe('a.event_19');
		const many = await list(names);
		expect(many.events.map(({ type }) => type)).toEqual(names);
		expect(stripe.calls().at(-1)?.query.get('types[0]')).toBeNull();
	});

	test('are read page by page up to a bound, which is said', async () => {
		for (let index = 0; index < 2050; index += 1) add(`evt_${index}`, 'a', CREATED + index);
		const { events, isComplete } = await list(['a']);
		expect(events).toHaveLength(2000);
		expect(events.at(-1)?.id).toBe('evt_2049');
		expect(isComplete).toBe(false);
		expect(stripe.calls()).toHaveLength(20);
	});
});

describe('for thin events', () => {
	const thinTrigger = (): TestTrigger =>
		new TestTrigger({
			adapter: createStripeAdapter(clientOf(), stripeThinTarget),
			wanted: { url: URL, events: ['v1.invoice.paid', 'v2.core.account.updated'] },
			apiKey: stripe.apiKey,
		});

	test('an event destination is made, changed and removed', async () => {
		const trigger = thinTrigger();
		await activate(trigger);
		const { id } = expectEndpoint(trigger);
		expect(stripe.hooks()).toMatchObject([
			{
				url: URL,
				enabledEvents: ['v1.invoice.paid', 'v2.core.account.updated'],
				payload: 'thin',
				description: 'Made by n8n',
			},
		]);
		const writes = stripe.writes().length;
		await activate(trigger);
		expect(stripe.writes()).toHaveLength(writes);
		trigger.settings.wanted = { url: 'https://n8n.example.com/2', events: ['v1.charge.failed'] };
		await activate(trigger);
		expect(expectEndpoint(trigger)).toMatchObject({
			id,
			url: 'https://n8n.example.com/2',
			enabledEvents: ['v1.charge.failed'],
		});
		await trigger.deactivate();
		expect(stripe.hooks()).toEqual([]);
	});

	test('one that was switched off is switched on again', async () => {
		const trigger = thinTrigger();
		await activate(trigger);
		const endpoint = expectEndpoint(trigger);
		endpoint.status = 'disabled';
		await activate(trigger);
		expect(expectEndpoint(trigger).id).toBe(endpoint.id);
	});

	test('one that was forgotten is found behind others, page by page, and replaced', async () => {
		await activate(thinTrigger());
		for (let index = 0; index < 4; index += 1) stripe.addHook(`https://example.com/${index}`);
		const [forgotten] = stripe.hooks().filter(({ payload }) => payload === 'thin');
		const trigger = thinTrigger();
		await trigger.activate();
		const endpoint = expectEndpoint(trigger);
		expect(endpoint.id).not.toBe(forgotten?.id);
		expect(stripe.hooks()).toHaveLength(5);
	});

	test('the endpoint for snapshot events gives way, and the other way round', async () => {
		const trigger = triggerOf();
		await activate(trigger);
		const wanted = { url: URL, events: ['v1.invoice.paid'] };
		trigger.settings.adapter = createStripeAdapter(clientOf(), stripeThinTarget);
		trigger.settings.wanted = wanted;
		await activate(trigger);
		expect(expectEndpoint(trigger).payload).toBe('thin');
		trigger.settings.adapter = createStripeAdapter(clientOf(), stripeTarget(''));
		trigger.settings.wanted = { url: URL, events: ['invoice.paid'] };
		await activate(trigger);
		expect(expectEndpoint(trigger).payload).toBe('snapshot');
	});
});
