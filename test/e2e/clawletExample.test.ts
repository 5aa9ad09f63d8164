import { randomUUID } from 'node:crypto';
import { post } from '../../scripts/lib/sign.js';
import { accepted, itemsOf, nowSeconds, refused, useExamples } from '../support/e2e/examples';
import { activateWorkflow, anyNode } from '../support/e2e/workflows';
import type { WorkflowNode } from '../support/e2e/workflows';

/*
 * The example that has the whole configuration of Clawlet's webhook server, as its page shows it, and
 * the trigger that is made after that server.
 */

const { n8n, secret, urlOf, hmacOf, executionsWith, expectAllNodesRan } = useExamples();

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

test('Receive Clawlet events: orders and users become tasks, and nothing else does', async () => {
	const id = 'receiveClawletEvents';
	const send = async (type: string, data: object, signature?: string) => {
		const body = JSON.stringify({ event_type: type, timestamp: '2026-11-21T10:30:00Z', data });
		const headers = {
			'content-type': 'application/json',
			'x-signature': `sha256=${signature ?? hmacOf(body)}`,
		};
		return await post(urlOf('receive-clawlet-events'), { body, headers });
	};
	expect(await send('order.created', { order_id: 'A-1001' })).toEqual(accepted);
	expect(await send('user.deleted', { user_id: '123' })).toEqual(accepted);
	expect(await send('order.created', { order_id: 'A-2' }, hmacOf('another'))).toEqual(refused);
	expect(await send('invoice.paid', {})).toEqual({
		statusCode: 200,
		body: '{"received":true,"ignored":true}',
	});
	const executions = await executionsWith(id, { items: 2, node: 'Hand to the Agent' });
	expect(itemsOf(executions, 'Hand to the Agent')).toEqual([
		{ task: 'Check order A-1001' },
		{ task: 'user.deleted: look at user 123' },
	]);
	await expectAllNodesRan(id, executions);
});

describe('Clawlet Trigger', () => {
	const address = '192.0.2.10';
	const json = { 'content-type': 'application/json', 'x-forwarded-for': address };
	const from = (forwarded: string) => ({ ...json, 'x-forwarded-for': forwarded });
	const event = JSON.stringify({
		event_type: 'user.created',
		timestamp: '2026-11-21T10:30:00Z',
		data: { user_id: '123' },
	});
	const node = (parameters: object, more: object = {}): WorkflowNode =>
		anyNode('n8n-nodes-signed-webhooks.clawletTrigger', 1.1, {
			webhookId: randomUUID(),
			parameters,
			...more,
		});

	async function withSecret(): Promise<object> {
		const { id, name } = await n8n.client.createCredential({
			name: 'Clawlet',
			type: 'clawletWebhookApi',
			data: { secret },
		});
		return { credentials: { clawletWebhookApi: { id, name } } };
	}

	test('takes what its handler takes, and nothing that is not signed', async () => {
		const credentials = await withSecret();
		const trigger = node({ handler: 'github', gitHubEvents: ['issues'] }, credentials);
		const workflow = await activateWorkflow(n8n, [trigger]);
		const body = JSON.stringify({ action: 'opened', repository: { full_name: 'acme/parcels' } });
		const headers = {
			...json,
			'x-github-event': 'issues',
			'x-github-delivery': 'delivery-1',
			'x-hub-signature-256': `sha256=${hmacOf(body)}`,
		};
		expect(await post(workflow.url, { body, headers: json })).toEqual(refused);
		expect(await post(workflow.url, { body, headers })).toEqual(accepted);
		await workflow.executionCount(1);
		expect(await workflow.newestOutput(trigger)).toMatchObject([
			{ event: 'issues', source: 'github', verification: { scheme: 'github', secret: 'current' } },
		]);
	});

	test('without a secret and a credential, takes what listed addresses send', async () => {
		const trigger = node({
			authentication: 'none',
			options: { allowedAddresses: address, proxyHops: 1 },
		});
		const workflow = await activateWorkflow(n8n, [trigger]);
		const forbidden = { statusCode: 403, body: '{"error":"forbidden"}' };
		for (const forwarded of ['198.51.100.7', `${address}, 198.51.100.7`, '::192.0.2.10', 'x']) {
			expect(await post(workflow.url, { body: event, headers: from(forwarded) })).toEqual(
				forbidden,
			);
		}
		const direct = { 'content-type': 'application/json' };
		expect(await post(workflow.url, { body: event, headers: direct })).toEqual(forbidden);
		expect((await fetch(workflow.url, { headers: from('198.51.100.7') })).status).toBe(403);
		for (const forwarded of [address, `::ffff:${address}`]) {
			expect(await post(workflow.url, { body: event, headers: from(forwarded) })).toEqual(accepted);
		}
		// The second one starts the workflow as well: repeats are not recognised.
		expect(await workflow.executionCount(2)).toBe(2);
		expect(await workflow.newestOutput(trigger)).toMatchObject([
			{ event: 'user.created', verification: { scheme: 'unsigned', secret: null } },
		]);
	});

	test('without a secret, believes no proxy that n8n was not told of', async () => {
		const options = { allowedAddresses: '127.0.0.1, ::1' };
		const workflow = await activateWorkflow(n8n, [node({ authentication: 'none', options })]);
		const direct = { 'content-type': 'application/json' };
		expect(await post(workflow.url, { body: event, headers: direct })).toEqual(accepted);
		expect((await post(workflow.url, { body: event, headers: json })).statusCode).toBe(403);
	});

	test.each([
		['no addresses', {}, 'must list the senders'],
		['everybody', { allowedAddresses: '0.0.0.0/0' }, 'lets nearly everybody send'],
	])('without a secret, cannot be published for %s', async (_, options, message) => {
		const trigger = node({ authentication: 'none', options });
		await expect(activateWorkflow(n8n, [trigger])).rejects.toThrow(message);
	});
});
