import { createHmac } from 'node:crypto';
import { request as sendRequest } from 'node:http';
import { useHexSender } from '../support/e2e/hexSender';
import { post } from '../support/e2e/http';
import { useSharedN8n } from '../support/e2e/n8n';
import { activateWorkflow, noOpNode, storeSecrets, triggerNode } from '../support/e2e/workflows';
import { until } from '../support/until';

/* Every row of the outcome table, over HTTP, on a real n8n. */

const n8n = useSharedN8n();

const sender = useHexSender(n8n);
const { activate, newEvent, scheme, secret, send } = sender;

async function sendForged(url: string) {
	const event = newEvent();
	return await post(url, Buffer.from('{"id":"forged"}'), Object.entries(event.headers));
}

/** Any other method than POST. */
async function ask(
	method: string,
	url: string,
): Promise<{ statusCode: number; headers: Record<string, unknown>; body: string }> {
	return await new Promise((resolve, reject) => {
		sendRequest(url, { method }, (response) => {
			let body = '';
			response.setEncoding('utf8').on('data', (text: string) => (body += text));
			response.on('end', () =>
				resolve({ statusCode: response.statusCode ?? 0, headers: response.headers, body }),
			);
		})
			.on('error', reject)
			.end();
	});
}

const accepted = { statusCode: 200, body: '{"received":true}' };
const refused = { statusCode: 401, body: '{"error":"invalid signature"}' };

test('a duplicate gets 200 and starts nothing', async () => {
	const workflow = await activate({});
	const event = newEvent();
	expect(await send(workflow.url, event)).toEqual(accepted);
	expect(await send(workflow.url, event)).toEqual({
		statusCode: 200,
		body: '{"received":true,"duplicate":true}',
	});
	expect(await workflow.executionCount(1)).toBe(1);
});

test('an event that nobody asked for gets 200 and starts nothing', async () => {
	const workflow = await activate({ events: 'order.*, !order.draft' });
	const ignored = { statusCode: 200, body: '{"received":true,"ignored":true}' };
	expect(await send(workflow.url, newEvent({ type: 'invoice.paid' }))).toEqual(ignored);
	expect(await send(workflow.url, newEvent({ type: 'order.draft' }))).toEqual(ignored);
	expect(await send(workflow.url, newEvent({ type: 'order.paid' }))).toEqual(accepted);
	expect(await workflow.executionCount(1)).toBe(1);
});

describe('a payload that does not fit', () => {
	test('the JSON Schema gets 400, and the log says where', async () => {
		const schema = {
			type: 'object',
			required: ['amount'],
			properties: { amount: { type: 'integer' } },
		};
		const workflow = await activate({ options: { jsonSchema: JSON.stringify(schema) } });
		expect(await send(workflow.url, newEvent({ amount: 'much' }))).toEqual({
			statusCode: 400,
			body: '{"error":"invalid payload"}',
		});
		expect(n8n.output()).toContain('/amount');
		expect(await send(workflow.url, newEvent({ amount: 7 }))).toEqual(accepted);
		expect(await workflow.executionCount(1)).toBe(1);
	});

	test('into UTF-8 gets 400', async () => {
		const { url } = await activate({});
		const body = Buffer.from([0xff, 0xfe]);
		const signature = createHmac('sha256', secret).update(body).digest('hex');
		const headers = [
			['content-type', 'application/octet-stream'],
			['x-signature', signature],
		] as const;
		expect(await post(url, body, headers)).toEqual({
			statusCode: 400,
			body: '{"error":"invalid payload"}',
		});
	});
});

test('a request that is not genuine gets 401 and starts nothing', async () => {
	const workflow = await activate({});
	expect(await sendForged(workflow.url)).toEqual(refused);
	expect(await workflow.executionCount()).toBe(0);
});

describe('addresses', () => {
	test('of other networks get 403, whatever they sign', async () => {
		const workflow = await activate({ options: { allowedAddresses: '203.0.113.0/24' } });
		expect(await send(workflow.url)).toEqual({ statusCode: 403, body: '{"error":"forbidden"}' });
		expect(await workflow.executionCount()).toBe(0);
	});

	test('are read from X-Forwarded-For only as far as proxies are trusted', async () => {
		const options = { allowedAddresses: '203.0.113.7', proxyHops: 1 };
		const { url } = await activate({ options });
		const from = async (forwardedFor: string) => {
			const { body, headers } = newEvent();
			const lines = Object.entries({ ...headers, 'x-forwarded-for': forwardedFor });
			return (await post(url, body, lines)).statusCode;
		};
		expect(await from('203.0.113.7')).toBe(200);
		// Left of what the own proxy wrote, anyone can write anything.
		expect(await from('203.0.113.7, 198.51.100.9')).toBe(403);
		expect(await from('198.51.100.9, 203.0.113.7')).toBe(200);
		expect((await send(url)).statusCode).toBe(403);
	});

	test('of the connection itself may be allowed', async () => {
		const { url } = await activate({ options: { allowedAddresses: '127.0.0.0/8, ::1' } });
		expect(await send(url)).toEqual(accepted);
	});
});

describe('methods', () => {
	test('GET and HEAD tell that the trigger is there', async () => {
		const { url } = await activate({});
		expect(await ask('GET', url)).toMatchObject({ statusCode: 200, body: '{"status":"ok"}' });
		expect(await ask('HEAD', url)).toMatchObject({ statusCode: 200, body: '' });
	});

	test('GET gets 405 when health checks are switched off', async () => {
		const workflow = await activate({ options: { healthCheck: false } });
		expect(await ask('GET', workflow.url)).toMatchObject({
			statusCode: 405,
			headers: { allow: 'POST' },
			body: '{"error":"method not allowed"}',
		});
		expect(await workflow.executionCount()).toBe(0);
	});
});

describe('size', () => {
	test('above the limit gets 413 before anything else is looked at', async () => {
		const workflow = await activate({ options: { maxBodyKilobytes: 1 } });
		const large = newEvent({ text: 'x'.repeat(2000) });
		const tooLarge = { statusCode: 413, body: '{"error":"payload too large"}' };
		expect(await send(workflow.url, large)).toEqual(tooLarge);
		expect(await post(workflow.url, large.body, [])).toEqual(tooLarge);
		expect(await workflow.executionCount()).toBe(0);
	});
});

describe('limits', () => {
	test('too many genuine events get 429 with a time to come back', async () => {
		const options = { maxEvents: 2, maxEventsWindowSeconds: 3600 };
		const workflow = await activate({ options });
		expect(await send(workflow.url)).toEqual(accepted);
		expect(await send(workflow.url)).toEqual(accepted);
		const event = newEvent();
		const response = await fetch(workflow.url, {
			method: 'POST',
			headers: event.headers,
			body: event.body,
		});
		expect(response.status).toBe(429);
		const retryAfter = Number(response.headers.get('retry-after'));
		expect(retryAfter).toBeGreaterThan(1700);
		expect(retryAfter).toBeLessThanOrEqual(1800);
		expect(await workflow.executionCount(2)).toBe(2);
	});

	test('too many failures get 429, and genuine events still get through', async () => {
		const workflow = await activate({ options: { maxFailuresPerMinute: 3 } });
		for (let i = 0; i < 3; i += 1) expect(await sendForged(workflow.url)).toEqual(refused);
		expect(await sendForged(workflow.url)).toEqual({
			statusCode: 429,
			body: '{"error":"too many requests"}',
		});
		expect(await send(workflow.url)).toEqual(accepted);
		expect(await workflow.executionCount(1)).toBe(1);
	});
});

test('without a usable secret the sender is asked to try again', async () => {
	const own = await storeSecrets(n8n, { secret });
	const workflow = await activateWorkflow(n8n, [triggerNode({ scheme }, own)]);
	await n8n.client.deleteCredential(own.id);
	// The secrets are remembered for some seconds.
	const answer = await until('an event is refused', async () => {
		const each = await send(workflow.url);
		return each.statusCode !== 200 && each;
	});
	expect(answer).toEqual({ statusCode: 503, body: '{"error":"not configured"}' });
});

describe('the second output', () => {
	test('tells why requests were refused, and the caller learns nothing', async () => {
		const trigger = sender.trigger({ options: { outputRejected: true } });
		const genuine = noOpNode();
		const rejected = noOpNode();
		const connections = {
			[trigger.name]: {
				main: [
					[{ node: genuine.name, type: 'main', index: 0 }],
					[{ node: rejected.name, type: 'main', index: 0 }],
				],
			},
		};
		const workflow = await activateWorkflow(n8n, [trigger, genuine, rejected], connections);
		expect(await sendForged(workflow.url)).toEqual(refused);
		await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 1 });
		const [item] = await workflow.newestOutput(rejected);
		expect(item).toMatchObject({ outcome: 'badSignature', reason: 'noMatch', statusCode: 401 });
		expect(JSON.stringify(item)).not.toContain(secret);
		expect(await workflow.newestOutput(genuine)).toEqual([]);

		expect(await send(workflow.url)).toEqual(accepted);
		await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 2 });
		expect(await workflow.newestOutput(genuine)).toHaveLength(1);
		expect(await workflow.newestOutput(rejected)).toEqual([]);

		// Everyone can cause refusals: they must not fill the database.
		for (let i = 0; i < 15; i += 1) await sendForged(workflow.url);
		await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 11 });
		expect(await workflow.executionCount(11)).toBe(11);
	});
});

describe('the audit line', () => {
	test('of each request holds what happened, and headers and payload only when asked', async () => {
		const quiet = await activate({});
		await send(quiet.url, newEvent({ note: 'not for the log' }));
		expect(n8n.output()).not.toContain('not for the log');
		expect(n8n.output()).toContain(`id "${sender.newestId()}", from hmac-sha256-hex`);

		const options = { logHeaders: true, logPayload: true };
		const verbose = await activate({ options });
		const event = newEvent({ note: 'for the log' });
		await post(verbose.url, event.body, [
			...Object.entries(event.headers),
			['x-request-source', 'the shop'],
		]);
		expect(n8n.output()).toContain('for the log');
		expect(n8n.output()).toContain('the shop');
		expect(n8n.output()).not.toContain(event.headers['x-signature']);
	});
});
