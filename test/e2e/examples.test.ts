import { readExamples } from '../../scripts/lib/examples.js';
import { forge, post, signSampleEvent } from '../../scripts/lib/sign.js';
import type { Execution } from '../rig/client.js';
import { accepted, itemsOf, nowSeconds, refused, useExamples } from '../support/e2e/examples';
import { answering, startReceiver } from '../support/n8n/receiver';
import { until } from '../support/until';

/* The example workflows, imported as they are and run by a real n8n. */

const { n8n, secret, urlOf, hmacOf, changeParameters, executionsWith, expectAllNodesRan } =
	useExamples();

const TRIGGER = 'Signed Webhook Trigger';

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

test('wait for a job: the signed callback decides, and so does silence', async () => {
	const id = 'waitForAJob';
	const wait = 'Wait for Signed Webhook';
	const service = await startReceiver(answering(202));
	const options = { allowHttp: true, allowPrivateAddresses: true };
	const startWith = async (parameters: object): Promise<string> => {
		const started = service.requests.length;
		await changeParameters(id, ({ name }) =>
			name === wait ? { url: service.url, options, ...parameters } : undefined,
		);
		expect(await post(urlOf('wait-for-a-job'), signSampleEvent({ secret }))).toEqual(accepted);
		const job = await until('the job is started', () => service.requests[started]);
		await until('the execution waits', async () => {
			const [newest] = await n8n.client.executions({ workflowId: id });
			return newest?.status === 'waiting';
		});
		return (JSON.parse(String(job.body)) as { webhook: string }).webhook;
	};
	for (const event of ['job.completed', 'job.failed']) {
		const url = await startWith({});
		expect(await post(url, forge(signSampleEvent({ secret, event })))).toEqual(refused);
		expect(await post(url, signSampleEvent({ secret, event }))).toEqual(accepted);
	}
	await startWith({ limitAmount: 1, limitUnit: 'seconds' });
	const executions = await until('all have ended', async () => {
		const found = await executionsWith(id, { items: 2, node: 'Tell Your Team' });
		return found.every(({ status }) => status === 'success') && found;
	});
	expect(itemsOf(executions, 'Use the Result')).toMatchObject([{ event: 'job.completed' }]);
	// The one that failed, and the event that started a job without an answer.
	expect(itemsOf(executions, 'Tell Your Team')).toMatchObject([
		{ event: 'job.failed' },
		{ event: 'order.paid' },
	]);
	await expectAllNodesRan(id, executions);
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
		{ message: expect.stringMatching(/^401 \(noMatch\): No secret in the credential/) as unknown },
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
		const options = { webhookBaseUrl: new URL(luaWebhooks.url).origin };
		await changeParameters(id, ({ type }) => (type.endsWith('.lua') ? { options } : undefined));
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
