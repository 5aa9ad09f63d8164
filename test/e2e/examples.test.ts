import { createHmac } from 'node:crypto';
import { activateExamples, readExamples, webhookUrl } from '../../scripts/lib/examples.js';
import { forge, post, signSampleEvent } from '../../scripts/lib/sign.js';
import { outputItems } from '../rig/client.js';
import type { Execution } from '../rig/client.js';
import { startReceiver } from '../support/e2e/http';
import { useN8n } from '../support/e2e/n8n';

/* The example workflows, imported as they are and run by a real n8n. */

const n8n = useN8n();

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const TRIGGER = 'Signed Webhook Trigger';
const accepted = { statusCode: 200, body: '{"received":true}' };
const refused = { statusCode: 401, body: '{"error":"invalid signature"}' };

beforeAll(async () => {
	const state = { secret, exampleHashes: {} };
	await activateExamples({ client: n8n.client, baseUrl: n8n.baseUrl, state });
});

const urlOf = (webhookPath: string): string => webhookUrl(n8n.baseUrl, webhookPath);

const hmacOf = (text: string): string => createHmac('sha256', secret).update(text).digest('hex');

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** The executions of a workflow once a node has put out so many items in them, the oldest first. */
async function executionsWith(
	workflowId: string,
	{ items, node, output = 0 }: { items: number; node: string; output?: number },
): Promise<Execution[]> {
	const deadline = Date.now() + 30_000;
	for (;;) {
		const found = await n8n.client.waitForExecutions({ workflowId, count: 1 });
		const executions = await Promise.all(found.map(({ id }) => n8n.client.execution(id)));
		const count = executions.flatMap((each) => outputItems(each, node, output)).length;
		if (count >= items || Date.now() > deadline) return executions.reverse();
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

const itemsOf = (executions: readonly Execution[], node: string): unknown[] =>
	executions.flatMap((execution) => outputItems(execution, node) as unknown[]);

/** Every node of an example, notes left out, was run by one of the executions, and none failed. */
async function expectAllNodesRan(
	workflowId: string,
	executions: readonly Execution[],
): Promise<void> {
	const example = (await readExamples()).find(({ id }) => id === workflowId) as {
		nodes: Array<{ name: string; type: string }>;
	};
	const names = example.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	const ran = executions.flatMap(({ data }) => Object.keys(data.resultData.runData));
	expect([...new Set(ran)].sort()).toEqual(names.map(({ name }) => name).sort());
	expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
}

test('all of them are imported and published', async () => {
	const published = (await n8n.client.workflows()).filter(({ active }) => active);
	const examples = await readExamples();
	expect(examples.length).toBeGreaterThan(7);
	expect(published.map(({ id }) => id).sort()).toEqual(examples.map(({ id }) => id).sort());
});

test('forward and receive: an event goes full circle and takes the path of its name', async () => {
	const url = urlOf('forward-signed-events');
	const paid = signSampleEvent({ secret });
	const draft = signSampleEvent({ secret, event: 'order.draft' });
	for (const event of [paid, draft]) expect(await post(url, event)).toEqual(accepted);
	expect(await post(url, forge(signSampleEvent({ secret })))).toEqual(refused);

	const sent = await executionsWith('forwardSignedEvents', {
		items: 2,
		node: 'Send Signed Webhook',
	});
	expect(itemsOf(sent, 'Send Signed Webhook')).toMatchObject([
		{ id: paid.id, status: 'delivered' },
		{ id: draft.id, status: 'delivered' },
	]);
	await expectAllNodesRan('forwardSignedEvents', sent);
	const received = await executionsWith('receiveSignedEvents', { items: 2, node: TRIGGER });
	expect(itemsOf(received, 'Order')).toEqual([{ orderId: 'A-1001', amount: 42.5 }]);
	expect(itemsOf(received, 'Other Events')).toMatchObject([{ id: draft.id }]);
	await expectAllNodesRan('receiveSignedEvents', received);
});

test('busy sender: orders come once, and what went wrong is told', async () => {
	const id = 'receiveFromABusySender';
	const url = urlOf('receive-from-a-busy-sender');
	const orders = Array.from({ length: 10 }, (_, index) =>
		signSampleEvent({ secret, data: { orderId: `A-${index}`, amount: index } }),
	);
	const answers = await Promise.all(orders.map(async (order) => await post(url, order)));
	expect(answers).toEqual(orders.map(() => accepted));
	expect(await post(url, orders[0] as (typeof orders)[number])).toEqual({
		statusCode: 200,
		body: '{"received":true,"duplicate":true}',
	});
	for (const event of ['order.draft', 'invoice.paid']) {
		expect(await post(url, signSampleEvent({ secret, event }))).toEqual({
			statusCode: 200,
			body: '{"received":true,"ignored":true}',
		});
	}
	const stranger = { body: '{}', headers: { 'content-type': 'application/json' } };
	expect(await post(url, stranger)).toEqual(refused);
	expect(await post(url, forge(signSampleEvent({ secret })))).toEqual(refused);
	expect(await post(url, signSampleEvent({ secret, data: { orderId: 'A-1' } }))).toEqual({
		statusCode: 400,
		body: '{"error":"invalid payload"}',
	});

	await executionsWith(id, { items: 10, node: TRIGGER });
	const executions = await executionsWith(id, { items: 3, node: TRIGGER, output: 1 });
	const stored = itemsOf(executions, 'Store the Orders') as Array<{ eventId: string }>;
	expect(stored.map(({ eventId }) => eventId).sort()).toEqual(
		orders.map((order) => order.id).sort(),
	);
	expect(stored[0]).toEqual({
		eventId: expect.any(String) as unknown,
		orderId: expect.stringMatching(/^A-\d$/) as unknown,
		amount: expect.any(Number) as unknown,
	});
	expect(itemsOf(executions, 'Tell Your Team')).toEqual([
		{ message: expect.stringMatching(/^401 \(noMatch\): No stored secret/) as unknown },
		{ message: expect.stringMatching(/^400 \(badPayload\): .+ at \/data/) as unknown },
	]);
	await expectAllNodesRan(id, executions);
});

test('custom scheme: a test message is signed, verified and explained, and events come in', async () => {
	const id = 'tryACustomScheme';
	await n8n.client.runManually(id, 'Try It Out');
	const [tried] = await executionsWith(id, { items: 1, node: 'Why Not' });
	expect(itemsOf([tried as Execution], 'Genuine')).toMatchObject([
		{ verification: { genuine: true, scheme: 'custom', secret: 'current' } },
	]);
	expect(itemsOf([tried as Execution], 'Why Not')).toEqual([
		{
			reason: 'bodyReserialised',
			advice: expect.stringContaining('other spaces') as unknown,
		},
	]);

	const body = '{"id":"evt_2","kind":"parcel.lost","parcel":{"number":"P-1002"}}';
	const seconds = nowSeconds();
	const signed = (signature: string) => ({
		body,
		headers: { 'content-type': 'application/json', 'acme-signature': signature },
	});
	const genuine = signed(`t=${seconds},s=${hmacOf(`${seconds}.${body}`)}`);
	const url = urlOf('try-a-custom-scheme');
	expect(await post(url, genuine)).toEqual(accepted);
	expect(await post(url, signed(`t=${seconds},s=${hmacOf(body)}`))).toEqual(refused);
	const executions = await executionsWith(id, { items: 1, node: 'Parcels' });
	expect(itemsOf(executions, 'Parcels')).toMatchObject([
		{ id: 'evt_2', event: 'parcel.lost', data: { number: 'P-1002' } },
	]);
	await expectAllNodesRan(id, executions);
});

test('Slack: the handshake is answered, and messages of people go through', async () => {
	const id = 'receiveSlackEvents';
	const url = urlOf('receive-slack-events');
	const send = async (value: object) => {
		const body = JSON.stringify(value);
		const seconds = String(nowSeconds());
		return await post(url, {
			body,
			headers: {
				'content-type': 'application/json',
				'x-slack-request-timestamp': seconds,
				'x-slack-signature': `v0=${hmacOf(`v0:${seconds}:${body}`)}`,
			},
		});
	};
	expect(await send({ type: 'url_verification', challenge: '3eZbrw1aBm2rZgRNFdxV' })).toEqual({
		statusCode: 200,
		body: '{"challenge":"3eZbrw1aBm2rZgRNFdxV"}',
	});

	const event = (number: number, fields: object) => ({
		type: 'event_callback',
		event_id: `Ev${number}`,
		event: { type: 'message', channel: 'C1', text: 'Hello', ...fields },
	});
	const empty = { statusCode: 200, body: '' };
	expect(await send(event(1, { type: 'reaction_added' }))).toMatchObject({
		body: '{"received":true,"ignored":true}',
	});
	expect(await send(event(2, { bot_id: 'B1' }))).toEqual(empty);
	expect(await send(event(3, { type: 'app_mention', user: 'U1' }))).toEqual(empty);
	expect(await send(event(3, { type: 'app_mention', user: 'U1' }))).toMatchObject({
		body: '{"received":true,"duplicate":true}',
	});
	const executions = await executionsWith(id, { items: 2, node: TRIGGER });
	expect(itemsOf(executions, 'Answer Here')).toEqual([
		{ channel: 'C1', user: 'U1', text: 'Hello' },
	]);
	await expectAllNodesRan(id, executions);
});

describe('Clawlet configuration', () => {
	const id = 'clawletConfiguration';
	// One of the networks that the example allows, as the proxy in front of n8n names it.
	const address = '192.0.2.10';
	const json = { 'content-type': 'application/json', 'x-forwarded-for': address };
	const github = (body: string, event: string) => ({
		body,
		headers: {
			...json,
			'x-github-event': event,
			'x-github-delivery': `delivery-${event}`,
			'x-hub-signature-256': `sha256=${hmacOf(body)}`,
		},
	});
	const stripe = (body: string, seconds = nowSeconds()) => ({
		body,
		headers: { ...json, 'stripe-signature': `t=${seconds},v1=${hmacOf(`${seconds}.${body}`)}` },
	});
	const custom = (body: string) => ({
		body,
		headers: { ...json, 'x-signature': `sha256=${hmacOf(body)}` },
	});
	const customEvent = (type: string) =>
		JSON.stringify({
			event_type: type,
			timestamp: '2026-11-21T10:30:00Z',
			data: { user_id: '123' },
		});
	const pullRequest = JSON.stringify({
		action: 'opened',
		number: 42,
		repository: { full_name: 'acme/parcels' },
	});
	const payment = (type: string) =>
		JSON.stringify({ id: `evt_${type}`, object: 'event', type, data: { object: { id: 'pi_1' } } });
	const ignored = { statusCode: 200, body: '{"received":true,"ignored":true}' };

	test('each handler takes its events, and its answer is as configured', async () => {
		expect(await post(urlOf('github'), github(pullRequest, 'pull_request'))).toEqual(accepted);
		expect(await post(urlOf('stripe'), stripe(payment('payment_intent.succeeded')))).toEqual(
			accepted,
		);
		expect(await post(urlOf('custom'), custom(customEvent('user.created')))).toEqual(accepted);
		expect(await post(urlOf('myservice'), custom(customEvent('event_type_1')))).toEqual({
			statusCode: 200,
			body: 'received',
		});
		const executions = await executionsWith(id, { items: 4, node: 'Hand to the Agent' });
		expect(itemsOf(executions, 'Hand to the Agent')).toEqual([
			{ handler: 'github', event: 'pull_request', text: 'PR #42 opened in acme/parcels' },
			{
				handler: 'stripe',
				event: 'payment_intent.succeeded',
				text: 'payment_intent.succeeded: pi_1',
			},
			{ handler: 'clawlet', event: 'user.created', text: 'user.created: {"user_id":"123"}' },
			{ handler: 'clawlet', event: 'event_type_1', text: 'event_type_1: {"user_id":"123"}' },
		]);
		await expectAllNodesRan(id, executions);
	});

	test('events that are not in the list start nothing', async () => {
		expect(await post(urlOf('github'), github(pullRequest, 'star'))).toEqual(ignored);
		expect(await post(urlOf('stripe'), stripe(payment('customer.created')))).toEqual(ignored);
		expect(await post(urlOf('myservice'), custom(customEvent('event_type_3')))).toEqual(ignored);
	});

	test('what is forged, late, or from elsewhere is refused', async () => {
		for (const handler of ['github', 'stripe', 'custom', 'myservice']) {
			expect(await post(urlOf(handler), { body: '{}', headers: json })).toEqual(refused);
		}
		const late = stripe(payment('invoice.paid'), nowSeconds() - 3600);
		expect(await post(urlOf('stripe'), late)).toEqual(refused);
		const genuine = custom(customEvent('user.updated'));
		const elsewhere = { ...genuine.headers, 'x-forwarded-for': '198.51.100.7' };
		expect(await post(urlOf('custom'), { ...genuine, headers: elsewhere })).toEqual({
			statusCode: 403,
			body: '{"error":"forbidden"}',
		});
	});

	test('every handler answers a health check', async () => {
		for (const handler of ['github', 'stripe', 'custom', 'myservice']) {
			const answer = await fetch(urlOf(handler), { headers: { 'x-forwarded-for': address } });
			expect(await answer.json()).toEqual({ status: 'ok' });
		}
	});

	test('a hundred events are accepted at once, and no more', async () => {
		// So many that they stay more than a hundred, whatever the limit lets through meanwhile.
		const events = Array.from({ length: 250 }, (_, index) => custom(customEvent(`flood.${index}`)));
		const answers = await Promise.all(
			events.map(async (event) => await post(urlOf('custom'), event)),
		);
		const count = (statusCode: number): number =>
			answers.filter((answer) => answer.statusCode === statusCode).length;
		expect(count(200)).toBeGreaterThan(90);
		expect(count(429)).toBeGreaterThan(0);
		expect(count(200) + count(429)).toBe(events.length);
	});
});

test('Twig AI: ratings and failed data sources take their paths', async () => {
	const id = 'watchTwigAi';
	const url = urlOf('watch-twig-ai');
	const send = async (type: string, data: object) => {
		const body = JSON.stringify({
			id: `evt_${type}`,
			type,
			timestamp: '2026-11-21T08:15:42Z',
			data,
			organizationId: 'org-204',
		});
		const headers = { 'content-type': 'application/json', 'x-twig-signature': hmacOf(body) };
		return await post(url, { body, headers });
	};
	const interaction = { id: 'int-1', prompt: 'How long?', feedback: { rating: 'NEGATIVE' } };
	expect(await send('interaction.feedback', { interaction })).toEqual(accepted);
	const dataSource = { id: 'ds-1', name: 'Lending Rules' };
	expect(await send('datasource.failed', { dataSource })).toEqual(accepted);
	expect(await send('user.created', { user: { id: 'user-1' } })).toMatchObject({
		body: '{"received":true,"ignored":true}',
	});
	const executions = await executionsWith(id, { items: 2, node: 'Tell Your Team' });
	expect(itemsOf(executions, 'Tell Your Team')).toEqual([
		{ text: 'Rated NEGATIVE: How long?' },
		{ text: 'Could not be read: Lending Rules' },
	]);
	await expectAllNodesRan(id, executions);
});

test('Lua: a message that failed is reported to a Lua webhook, signed', async () => {
	const id = 'reportFailedLuaMessages';
	const luaWebhooks = await startReceiver((response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end('{"noted":true}');
	});
	try {
		const { nodes } = await n8n.client.workflow(id);
		const options = { webhookBaseUrl: new URL(luaWebhooks.url).origin };
		const local = nodes.map((node: { type: string; parameters: object }) =>
			node.type.endsWith('.lua') ? { ...node, parameters: { ...node.parameters, options } } : node,
		);
		await n8n.client.updateWorkflow(id, { nodes: local });
		await n8n.client.activate(id);
		const body = JSON.stringify({
			eventType: 'message.failed',
			recipientId: '4930555012345',
			status: 'failed',
			messageWamid: 'wamid.1',
		});
		const signature = `sha256=${hmacOf(body)}`;
		const headers = { 'content-type': 'application/json', 'x-lua-signature': signature };
		expect(await post(urlOf('report-failed-lua-messages'), { body, headers })).toEqual(accepted);
		const executions = await executionsWith(id, { items: 1, node: 'Lua' });
		expect(itemsOf(executions, 'Lua')).toMatchObject([
			{ signed: true, statusCode: 200, body: { noted: true } },
		]);
		const [sent] = luaWebhooks.requests;
		const report = sent?.body.toString('utf8') ?? '';
		expect(JSON.parse(report)).toEqual({
			type: 'delivery.failed',
			messageId: 'wamid.1',
			recipientId: '4930555012345',
		});
		expect(sent?.headers['x-lua-signature']).toBe(`sha256=${hmacOf(report)}`);
		await expectAllNodesRan(id, executions);
	} finally {
		await luaWebhooks.close();
	}
});
