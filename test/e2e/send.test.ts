import { randomUUID } from 'node:crypto';
import { verify as verifyGithub } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { post } from '../support/e2e/http';
import { answering, startReceiver } from '../support/n8n/receiver';
import type { ReceivedRequest, Receiver } from '../support/n8n/receiver';
import { useSharedN8n } from '../support/e2e/n8n';
import { sampleBody, senders } from '../support/e2e/senders';
import type { Sender } from '../support/e2e/senders';
import {
	activateWorkflow,
	noOpNode,
	sendNode,
	storeSecrets,
	triggerNode,
} from '../support/e2e/workflows';
import type { WorkflowNode } from '../support/e2e/workflows';

const n8n = useSharedN8n();
const sender = senders[0] as Sender;
const whsec = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const receivers: Receiver[] = [];

async function receiver(...answers: Parameters<typeof answering>): Promise<Receiver> {
	const started = await startReceiver(answering(...answers));
	receivers.push(started);
	return started;
}

afterAll(async () => {
	await Promise.all(receivers.map(async ({ close }) => await close()));
});

/** Starts the workflow trigger → send → end with a genuine event and waits for its end. */
async function run(
	parameters: Record<string, unknown>,
	secrets: { secret: string; previousSecret?: string },
	fields: Record<string, unknown> = {},
): Promise<{ status: string; error?: string; output: unknown[]; errorOutput: unknown[] }> {
	const trigger = triggerNode(
		sender.parameters,
		await storeSecrets(n8n, { secret: sender.secret }),
	);
	const send = sendNode(parameters, await storeSecrets(n8n, secrets), fields);
	const workflow = await activateWorkflow(n8n, [trigger, send, noOpNode()]);
	const headers = await sender.sign(sampleBody, sender.secret, new Date());
	expect((await post(workflow.url, sampleBody, headers)).statusCode).toBe(200);
	const [execution] = await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 1 });
	if (!execution) throw new Error('There is no execution');
	const { data } = (await n8n.client.execution(execution.id)) as unknown as {
		data: { resultData: { error?: { message: string; description?: string } } };
	};
	const { error } = data.resultData;
	return {
		status: execution.status,
		...(error && { error: `${error.message} ${error.description ?? ''}` }),
		output: await workflow.newestOutput(send),
		errorOutput: await workflow.newestOutput(send, 1),
	};
}

const options = { allowHttp: true, allowPrivateAddresses: true };
const quickly = { retryPolicy: 'list', delays: '1.1s, 1.5s' };

const verifiers: Array<{
	scheme: string;
	secret: string;
	verify: (request: ReceivedRequest, secret: string) => unknown;
	idHeader?: string;
}> = [
	{
		scheme: 'standard-webhooks',
		secret: whsec,
		verify: ({ headers, body }, secret) =>
			new Webhook(secret).verify(body.toString(), headers as Record<string, string>),
		idHeader: 'webhook-id',
	},
	{
		scheme: 'stripe',
		secret: 'whsec_for_stripe',
		verify: ({ headers, body }, secret) =>
			new Stripe('sk_test_unused').webhooks.constructEvent(
				body,
				headers['stripe-signature'] ?? '',
				secret,
			),
	},
	{
		scheme: 'github',
		secret: "It's a Secret to Everybody",
		verify: async ({ headers, body }, secret) => {
			const signature = String(headers['x-hub-signature-256']);
			if (!(await verifyGithub(secret, body.toString(), signature))) throw new Error('Refused');
		},
		idHeader: 'x-github-delivery',
	},
];

describe.each(verifiers)('$scheme', ({ scheme, secret, verify, idHeader }) => {
	test('a receiver that fails twice gets the same event three times, signed anew', async () => {
		const { url, requests } = await receiver(503, 503, 200);
		const { status, output } = await run(
			{ url, scheme, eventName: 'push', ...quickly, options },
			{ secret },
		);

		expect(status).toBe('success');
		expect(requests).toHaveLength(3);
		for (const request of requests) {
			await verify(request, secret);
			expect(request.body.equals(requests[0]?.body ?? Buffer.alloc(0))).toBe(true);
			expect(request.headers['content-type']).toBe('application/json');
		}
		await expect(async () => {
			await verify(requests[0] as ReceivedRequest, `${secret.slice(0, -4)}AAA=`);
		}).rejects.toThrow();
		expect(output).toMatchObject([
			{
				status: 'delivered',
				statusCode: 200,
				attempts: [
					{ number: 1, statusCode: 503, outcome: 'failed', reason: 'status' },
					{ number: 2, statusCode: 503, outcome: 'failed', reason: 'status' },
					{ number: 3, statusCode: 200, outcome: 'delivered', reason: 'accepted' },
				],
				response: { statusCode: 200, body: { ok: true } },
			},
		]);
		if (idHeader) {
			const ids = requests.map(({ headers }) => headers[idHeader]);
			expect(new Set(ids)).toEqual(new Set([(output as [{ id: string }])[0].id]));
		}
	});
});

test('timestamps are fresh at every attempt', async () => {
	const { url, requests } = await receiver(503, 503, 200);
	await run({ url, ...quickly, options }, { secret: whsec });
	const timestamps = requests.map(({ headers }) => Number(headers['webhook-timestamp']));
	expect(timestamps).toEqual([...new Set(timestamps)].sort((a, b) => a - b));
	const signatures = requests.map(({ headers }) => headers['webhook-signature']);
	expect(new Set(signatures).size).toBe(3);
});

test('while secrets are changed, receivers with the old or the new one accept', async () => {
	const old = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
	const { url, requests } = await receiver(200);
	await run({ url, options }, { secret: whsec, previousSecret: old });
	const [{ headers, body }] = requests as [ReceivedRequest];
	for (const secret of [whsec, old]) {
		new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
	}
});

test.each<[string, string]>([
	['text with a line break at its end', '{"a": 1}\n'],
	['an empty object', '{}'],
	['odd spacing, many alphabets and long numbers', ' {"ü" : 9223372036854775807}\r\n'],
	['nothing', ''],
])('%s arrives exactly as it was written', async (_, text) => {
	const { url, requests } = await receiver(200);
	const { status } = await run(
		{
			url,
			bodySource: 'text',
			textBody: text,
			options: { ...options, contentType: 'application/json' },
		},
		{ secret: whsec },
	);
	expect(status).toBe('success');
	expect(requests[0]?.body.toString()).toBe(text);
});

describe('a delivery that fails for good', () => {
	const failing = { retryPolicy: 'none', options };

	test('stops the workflow with an error that says what happened', async () => {
		const { url } = await receiver(500);
		const { status, error } = await run({ url, ...failing }, { secret: whsec });
		expect(status).toBe('error');
		expect(error).toMatch(/not delivered: The receiver answered 500.*Retry Policy/s);
	});

	test('goes on with the record and the error where On Error says so', async () => {
		const { url } = await receiver(500);
		const { status, output } = await run(
			{ url, ...failing },
			{ secret: whsec },
			{ onError: 'continueRegularOutput' },
		);
		expect(status).toBe('success');
		expect(output).toMatchObject([
			{
				error: expect.stringContaining('answered 500') as string,
				details: { status: 'failed', statusCode: 500, attempts: [{ statusCode: 500 }] },
			},
		]);
	});

	test('goes to the error output where On Error says so', async () => {
		const { url } = await receiver(500);
		const { output, errorOutput } = await run(
			{ url, ...failing },
			{ secret: whsec },
			{ onError: 'continueErrorOutput' },
		);
		expect(output).toEqual([]);
		expect(errorOutput).toMatchObject([
			{
				error: expect.stringContaining('answered 500') as string,
				details: { status: 'failed', attempts: [{ statusCode: 500 }] },
				event: 'order.paid',
			},
		]);
	});
});

test.each<[string, Record<string, unknown>, string, RegExp]>([
	[
		'an HTTP URL',
		{ url: 'http://127.0.0.1:9/', options: {} },
		whsec,
		/'URL' starts with http:\/\/ and leads to 127.0.0.1.*Allow Local Addresses/,
	],
	['a URL that is none', { url: 'example' }, whsec, /'URL' is not a complete address/],
	['a secret in the wrong encoding', {}, 'not base64!', /'Secret'.*not base64/],
	[
		'a secret with white space',
		{ scheme: 'hmac-sha256-hex' },
		'a plain secret ',
		/'Secret'.*white space/,
	],
	[
		'JSON that does not parse',
		{ bodySource: 'json', jsonBody: '{oops' },
		whsec,
		/'JSON' does not hold valid JSON/,
	],
	['a wrong scheme', { scheme: 'nonsense' }, whsec, /'Signature Scheme'.*nonsense/],
	['too many retries', { retryPolicy: 'fixed', maxRetries: 11 }, whsec, /'Max Retries'.*0 to 10/],
	[
		'a private address',
		{ url: 'https://127.0.0.1:9/', options: {} },
		whsec,
		/'URL' leads to 127.0.0.1.*Allow Local Addresses/,
	],
])('%s sends nothing and names the field', async (_, parameters, secret, message) => {
	const { url, requests } = await receiver(200);
	const { status, error } = await run({ url, options, ...parameters }, { secret });
	expect(status).toBe('error');
	expect(error).toMatch(message);
	expect(error).not.toContain(secret.trim());
	expect(requests).toEqual([]);
});

test('a connection that is refused is told as such', async () => {
	const closed = await receiver(200);
	await closed.close();
	const { status, error } = await run(
		{ url: closed.url, retryPolicy: 'none', options },
		{ secret: whsec },
	);
	expect(status).toBe('error');
	expect(error).toMatch(/The connection was refused \(ECONNREFUSED\)/);
});

test('neither secrets nor signatures are in what the executions store', async () => {
	const id = `msg_${randomUUID()}`;
	const { url } = await receiver(500);
	const nodes: WorkflowNode[] = [];
	const trigger = triggerNode(
		sender.parameters,
		await storeSecrets(n8n, { secret: sender.secret }),
	);
	const send = sendNode(
		{ url, eventId: id, retryPolicy: 'none', options },
		await storeSecrets(n8n, { secret: whsec }),
	);
	nodes.push(trigger, send);
	const workflow = await activateWorkflow(n8n, [trigger, send]);
	const headers = await sender.sign(sampleBody, sender.secret, new Date());
	await post(workflow.url, sampleBody, headers);
	const [execution] = await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 1 });
	const stored = JSON.stringify(await n8n.client.execution(execution?.id ?? '')) + n8n.output();
	expect(stored).toContain(id);
	for (const secret of [whsec, sender.secret, whsec.slice(6), sender.secret.slice(6)]) {
		expect(stored).not.toContain(secret);
	}
	expect(stored).not.toContain('v1,');
});
