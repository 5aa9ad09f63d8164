import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import twilio from 'twilio';
import { waitOutputs } from '../../../nodes/WaitForSignedWebhook/outputs';
import { callbackUrl, serveCallbacks, token } from '../../support/n8n/wait';

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const REFUSED = { error: 'invalid signature' };

function signed(body: string, at = new Date()) {
	return {
		'webhook-id': 'msg_1',
		'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
		'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
	};
}

const bodyOf = (type: string, fields: object = {}): string => JSON.stringify({ type, ...fields });

test('the genuine event leaves through the output Event, without the token', async () => {
	const callback = await serveCallbacks({
		parameters: { options: { includeRawBody: true, includeHeaders: 'all' } },
		secrets: { secret },
	});
	const body = bodyOf('job.completed', { data: { webhook: callbackUrl, job: 1 } });
	const headers = { ...signed(body), 'x-original-url': callbackUrl };
	const { statusCode, answer, result, logs } = await callback({ body, headers });
	expect({ statusCode, answer }).toEqual({ statusCode: 200, answer: { received: true } });
	const [timeout, event] = result?.workflowData ?? [];
	expect(timeout).toEqual([]);
	expect(event?.[0]?.json).toMatchObject({
		event: 'job.completed',
		data: { job: 1, webhook: callbackUrl.replace(token, '[hidden]') },
	});
	expect(JSON.stringify([result, logs])).not.toContain(token);
});

test('nothing else ends the wait, in a test run of the editor neither', async () => {
	for (const mode of ['webhook', 'manual'] as const) {
		const callback = await serveCallbacks({
			parameters: { events: 'job.completed' },
			secrets: { secret },
			mode,
		});
		const body = bodyOf('job.completed');
		const late = new Date(Date.now() - 600_000);
		for (const headers of [{}, signed(`${body} `), signed(body, late)]) {
			const { statusCode, answer, result, error, logs } = await callback({ body, headers });
			expect({ statusCode, answer }).toEqual({ statusCode: 401, answer: REFUSED });
			expect(result).toEqual({ noWebhookResponse: true });
			expect(error).toBeUndefined();
			expect(logs[0]?.message).toMatch(/^Refused a request/);
		}
		const progress = bodyOf('job.progress');
		const ignored = await callback({ body: progress, headers: signed(progress) });
		expect(ignored.answer).toEqual({ received: true, ignored: true });
		expect(ignored.result).toEqual({ noWebhookResponse: true });
	}
});

test('what an event holds decides whether it ends the wait', async () => {
	const callback = await serveCallbacks({
		parameters: {
			options: { onlyEventsWhere: '{"field": "data.status", "equals": "done"}' },
		},
		secrets: { secret },
	});
	const bodies = ['working', 'done'].map((status) => bodyOf('job', { data: { status } }));
	const results = [];
	for (const body of bodies) {
		const { statusCode, result } = await callback({ body, headers: signed(body) });
		results.push([statusCode, result?.workflowData?.[1]?.length ?? 0]);
	}
	expect(results).toEqual([
		[200, 0],
		[200, 1],
	]);
});

test('a repeat of an event that ended a wait does not end the next one of the same execution', async () => {
	const setup = { parameters: {}, secrets: { secret }, nodeId: 'node1' };
	const callback = await serveCallbacks(setup);
	const body = bodyOf('job.completed');
	const headers = signed(body);
	const first = await callback({ body, headers });
	expect(first.result?.workflowData?.[1]).toHaveLength(1);
	const repeat = await callback({ body, headers });
	expect(repeat.answer).toEqual({ received: true, duplicate: true });
	expect(repeat.result).toEqual({ noWebhookResponse: true });
	// One event may go to several executions.
	const other = await serveCallbacks({ ...setup, executionId: 'execution2' });
	expect((await other({ body, headers })).result?.workflowData?.[1]).toHaveLength(1);
});

test('a body that does not fit, a large one and a health check leave the wait alone', async () => {
	const callback = await serveCallbacks({
		parameters: {
			options: { jsonSchema: '{"required": ["data"]}', maxBodyKilobytes: 1 },
		},
		secrets: { secret },
	});
	const body = bodyOf('job.completed');
	const large = bodyOf('job.completed', { data: 'x'.repeat(2000) });
	const answers = [
		await callback({ body, headers: signed(body) }),
		await callback({ body: large, headers: signed(large) }),
		await callback({ method: 'GET' }),
	];
	expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 413, 200]);
	for (const { result } of answers) expect(result).toEqual({ noWebhookResponse: true });
});

test('a handshake is responded to, and the wait goes on', async () => {
	const callback = await serveCallbacks({
		parameters: { scheme: 'zoom' },
		secrets: { secret: 'zoom secret' },
	});
	const body = JSON.stringify({
		event: 'endpoint.url_validation',
		payload: { plainToken: 'abc123' },
	});
	const at = String(Math.floor(Date.now() / 1000));
	const hmac = createHmac('sha256', 'zoom secret').update(`v0:${at}:${body}`).digest('hex');
	const { statusCode, answer, result } = await callback({
		body,
		headers: { 'x-zm-request-timestamp': at, 'x-zm-signature': `v0=${hmac}` },
	});
	expect(statusCode).toBe(200);
	expect(answer).toMatchObject({ plainToken: 'abc123' });
	expect(result).toEqual({ noWebhookResponse: true });
});

test('a scheme that signs the URL signs the one with the token', async () => {
	const authToken = '12345678901234567890123456789012';
	const callback = await serveCallbacks({
		parameters: { scheme: 'twilio' },
		secrets: { secret: authToken },
	});
	const fields = { MessageSid: 'SM1', MessageStatus: 'delivered' };
	const call = async (url: string) =>
		await callback({
			body: new URLSearchParams(fields).toString(),
			headers: {
				'content-type': 'application/x-www-form-urlencoded',
				'x-twilio-signature': twilio.getExpectedTwilioSignature(authToken, url, fields),
			},
		});
	expect((await call(callbackUrl.replace(token, 'x'.repeat(32)))).statusCode).toBe(401);
	const { statusCode, result } = await call(callbackUrl);
	expect(statusCode).toBe(200);
	expect(result?.workflowData?.[1]?.[0]?.json).toMatchObject({ body: fields });
});

test('a custom scheme whose events have their name in the body', async () => {
	const callback = await serveCallbacks({
		parameters: {
			scheme: 'custom',
			customSignatureHeader: 'X-Job-Signature',
			events: 'done',
			customEventFields: { namePath: 'status' },
		},
		secrets: { secret: 'own secret' },
	});
	const call = async (status: string) => {
		const body = JSON.stringify({ status });
		const hmac = createHmac('sha256', 'own secret').update(body).digest('hex');
		return await callback({ body, headers: { 'x-job-signature': hmac } });
	};
	expect((await call('working')).answer).toEqual({ received: true, ignored: true });
	expect((await call('done')).result?.workflowData?.[1]).toHaveLength(1);
});

test('a field that holds an expression does not make the node forget failed checks', async () => {
	const callback = await serveCallbacks({
		parameters: { url: '={{ $json.url }}', options: { maxFailuresPerMinute: 2 } },
		secrets: { secret },
	});
	const codes: number[] = [];
	for (let i = 0; i < 4; i += 1) codes.push((await callback({ body: '{}' })).statusCode);
	expect(codes).toEqual([401, 401, 429, 429]);
});

test('where n8n forwards the first output only, the node has no other', () => {
	expect(waitOutputs(false)).toEqual({ outputs: ['main'] });
	expect(waitOutputs(true)).toEqual({
		outputs: ['main', 'main'],
		outputNames: ['Timeout', 'Event'],
	});
});
