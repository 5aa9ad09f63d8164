import { Webhook } from 'standardwebhooks';
import { validateWebhook } from 'replicate';
import twilio from 'twilio';
import { outputItems } from '../rig/client.js';
import { anyNode, noOpNode } from '../support/e2e/workflows';
import { call, useCallbacks } from '../support/e2e/callbacks';
import { useN8n } from '../support/e2e/n8n';
import { countBy } from '../support/e2e/flood';
import { scaled } from '../support/scale';

/* Slow: n8n crashes and starts again while executions wait, and many pairs of requests come at once. */

const PAIRS = scaled({ full: 100, sample: 100 });

const n8n = useN8n();
const { publish, requestNode } = useCallbacks(n8n);

const secret = `whsec_${Buffer.alloc(32, 4).toString('base64')}`;
const foreignSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const received = { statusCode: 200, body: '{"received":true}' };
const refused = { statusCode: 401, body: '{"error":"invalid signature"}' };

let messages = 0;

/** Headers of Standard Webhooks, as its own package makes them. */
function signed(body: string, { key = secret, ageSeconds = 0 } = {}): Record<string, string> {
	messages += 1;
	const id = `msg_${messages}`;
	const at = new Date(Date.now() - ageSeconds * 1000);
	return {
		'webhook-id': id,
		'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
		'webhook-signature': new Webhook(key).sign(id, at, body),
	};
}

const eventOf = (type: string, fields: object = {}): string =>
	JSON.stringify({ type, timestamp: new Date().toISOString(), data: { job: 'job_1' }, ...fields });

const tokenOf = (url: string): string => new URL(url).searchParams.get('signature') ?? '';

test('forged, stale and foreign callbacks are refused before and after a crash, then the genuine one ends the wait', async () => {
	const workflow = await publish(
		{ events: 'job.completed, job.failed', options: { includeRawBody: true } },
		secret,
	);
	const url = await workflow.start({ order: 7 });
	expect(tokenOf(url).length).toBeGreaterThanOrEqual(16);
	const body = eventOf('job.completed', { webhook: url });

	const expectRefusals = async () => {
		expect(await call(url, body, {})).toEqual(refused);
		expect(await call(url, body, signed(body, { key: foreignSecret }))).toEqual(refused);
		expect(await call(url, `${body} `, signed(body))).toEqual(refused);
		expect(await call(url, body, signed(body, { ageSeconds: 600 }))).toEqual(refused);
		const withoutToken = await call(url.split('?')[0] as string, body, signed(body));
		expect(withoutToken.statusCode).toBe(401);
		expect((await fetch(url)).status).toBe(200);
		const progress = eventOf('job.progress');
		expect(await call(url, progress, signed(progress))).toEqual({
			statusCode: 200,
			body: '{"received":true,"ignored":true}',
		});
	};
	await expectRefusals();
	const log = n8n.output();
	expect(log).toContain('missingHeader');
	expect(log).toContain('genuineButTooOld');
	await n8n.crash();
	await expectRefusals();
	await workflow.ended('waiting');

	expect(await call(url, body, signed(body))).toEqual(received);
	const execution = await workflow.ended();
	expect(workflow.outputOf(execution, 'timeout')).toEqual([]);
	expect(workflow.outputOf(execution, 'event')).toEqual([
		expect.objectContaining({ event: 'job.completed', data: { job: 'job_1' } }),
	]);
	expect(JSON.stringify(workflow.outputOf(execution, 'event'))).toContain('signature=[hidden]');
	expect(JSON.stringify(workflow.outputOf(execution, 'event'))).not.toContain(tokenOf(url));
	expect(log + n8n.output()).not.toContain(tokenOf(url));
	expect(await call(url, body, signed(body))).toMatchObject({ statusCode: 409 });
}, 120_000);

test('when the time is over, the items that came in leave through the output Timeout', async () => {
	const workflow = await publish({ limitAmount: 3, limitUnit: 'seconds' }, secret);
	await workflow.start({ order: 8 });
	const execution = await workflow.ended();
	expect(workflow.outputOf(execution, 'timeout')).toEqual([
		expect.objectContaining({ body: { order: 8 } }),
	]);
	expect(workflow.outputOf(execution, 'event')).toEqual([]);
});

test('in a loop, each job is started and waited for after the one before', async () => {
	const workflow = await publish(
		{ jsonBody: '={ "job": {{ $json.number }}, "webhook": "{{ $execution.resumeUrl }}" }' },
		secret,
		(hook, wait) => {
			const split = anyNode('n8n-nodes-base.splitOut', 1, {
				parameters: { fieldToSplitOut: 'body.jobs' },
			});
			const loop = anyNode('n8n-nodes-base.splitInBatches', 3, { parameters: { options: {} } });
			const done = noOpNode();
			return {
				nodes: [split, loop, done],
				connections: {
					[hook.name]: [[split]],
					[split.name]: [[loop]],
					[loop.name]: [[done], [wait]],
					[wait.name]: [[loop], [loop]],
				},
			};
		},
	);
	await workflow.start({ jobs: [{ number: 1 }, { number: 2 }, { number: 3 }] });
	for (const number of [1, 2, 3]) {
		const url = await workflow.callbackUrl(number);
		const body = eventOf('job.completed', { data: { number } });
		expect(await call(url, body, signed(body))).toEqual(received);
	}
	const { data } = await workflow.ended();
	const runs = data.resultData.runData[workflow.wait.name] as Array<{
		data: { main: Array<Array<{ json: { data: { number: number } } }>> };
	}>;
	expect(runs.map((run) => run.data.main[1]?.[0]?.json.data.number)).toEqual([1, 2, 3]);
});

test('all of several events, in any order and each once, by a loop around a node that only waits', async () => {
	const check = anyNode('n8n-nodes-base.if', 2.2, {
		parameters: {
			conditions: {
				options: { caseSensitive: true, typeValidation: 'strict', version: 2 },
				combinator: 'and',
				conditions: [
					{
						id: '1',
						leftValue: '={{ $runIndex + 1 < 2 }}',
						rightValue: '',
						operator: { type: 'boolean', operation: 'true', singleValue: true },
					},
				],
			},
			options: {},
		},
	});
	const collect = anyNode('n8n-nodes-base.set', 3.4, {});
	const workflow = await publish(
		{ start: 'none', events: 'video.ready, captions.ready' },
		secret,
		(hook, wait) => {
			const request = requestNode(String(hook.webhookId));
			const value = `={{ [0, 1].map((round) => $("${wait.name}").all(1, round)[0].json.event) }}`;
			const assignments = [{ id: '1', name: 'events', type: 'array', value }];
			Object.assign(collect, { parameters: { assignments: { assignments }, options: {} } });
			return {
				nodes: [request, check, collect],
				connections: {
					[hook.name]: [[request]],
					[request.name]: [[wait]],
					[wait.name]: [[], [check]],
					[check.name]: [[wait], [collect]],
				},
			};
		},
	);
	const url = await workflow.start();
	const captions = eventOf('captions.ready');
	const headers = signed(captions);
	expect(await call(url, captions, headers)).toEqual(received);
	await workflow.ended('waiting');
	expect(await call(url, captions, headers)).toEqual({
		statusCode: 200,
		body: '{"received":true,"duplicate":true}',
	});
	const video = eventOf('video.ready');
	expect(await call(url, video, signed(video))).toEqual(received);
	const execution = await workflow.ended();
	expect(outputItems(execution, collect.name)).toEqual([
		{ events: ['captions.ready', 'video.ready'] },
	]);
});

test(`of two genuine callbacks at once the workflow goes on with one, ${PAIRS} times`, async () => {
	const after = noOpNode();
	const workflow = await publish({}, secret, (hook, wait) => ({
		nodes: [after],
		connections: { [hook.name]: [[wait]], [wait.name]: [[after], [after]] },
	}));
	const pairs: string[] = [];
	for (let pair = 0; pair < PAIRS; pair += 1) {
		const url = await workflow.start();
		const bodies = [
			eventOf('job.completed', { pair, copy: 1 }),
			eventOf('job.completed', { pair, copy: 2 }),
		];
		const answers = await Promise.all(
			bodies.map(async (body) => await call(url, body, signed(body))),
		);
		pairs.push(
			answers
				.map(({ statusCode }) => statusCode)
				.sort()
				.join(' and '),
		);
		const winner = answers.findIndex(({ statusCode }) => statusCode === 200);
		const execution = await workflow.ended();
		expect(workflow.outputOf(execution, 'event')).toEqual([
			expect.objectContaining({
				body: expect.objectContaining({ pair, copy: winner + 1 }) as object,
			}),
		]);
		expect(execution.data.resultData.runData[after.name]).toHaveLength(1);
	}
	console.info('Answers to two callbacks at once:', Object.fromEntries(countBy(pairs)));
	expect([...countBy(pairs).keys()].filter((codes) => !/^200 and (500|409)$/.test(codes))).toEqual(
		[],
	);
	const statuses = (await n8n.client.executions({ workflowId: workflow.id })).map(
		({ status }) => status,
	);
	expect(statuses).toEqual(Array.from({ length: PAIRS }, () => 'success'));
}, 600_000);

test('a Replicate-style callback, which the package of Replicate takes for genuine', async () => {
	const after = anyNode('n8n-nodes-base.set', 3.4, {});
	const workflow = await publish(
		{
			scheme: 'replicate',
			options: { onlyEventsWhere: '{"field": "body.status", "in": ["succeeded", "failed"]}' },
		},
		secret,
		(hook, wait) => {
			const value = `={{ $("${hook.name}").first().json.body.order }}`;
			const assignments = [{ id: '1', name: 'order', type: 'number', value }];
			Object.assign(after, { parameters: { assignments: { assignments }, options: {} } });
			return {
				nodes: [after],
				connections: { [hook.name]: [[wait]], [wait.name]: [[], [after]] },
			};
		},
	);
	const url = await workflow.start({ order: 9 });
	const body = JSON.stringify({
		id: 'p1',
		status: 'succeeded',
		output: ['https://example.com/1.png'],
	});
	const headers = signed(body);
	expect(
		await validateWebhook({
			id: headers['webhook-id'] as string,
			timestamp: headers['webhook-timestamp'] as string,
			signature: headers['webhook-signature'] as string,
			body,
			secret,
		}),
	).toBe(true);
	expect(await call(url, body.replace('succeeded', 'failed'), headers)).toEqual(refused);
	const progress = body.replace('succeeded', 'processing');
	expect(await call(url, progress, signed(progress))).toEqual({
		statusCode: 200,
		body: '{"received":true,"ignored":true}',
	});
	expect(await call(url, body, headers)).toEqual(received);
	const execution = await workflow.ended();
	expect(workflow.outputOf(execution, 'event')).toEqual([
		expect.objectContaining({ body: expect.objectContaining({ status: 'succeeded' }) as object }),
	]);
	expect(outputItems(execution, after.name)).toEqual([{ order: 9 }]);
});

test('a Twilio-style callback, which signs the URL with its token, signed by the package of Twilio', async () => {
	const authToken = '12345678901234567890123456789012';
	const workflow = await publish(
		{
			scheme: 'twilio',
			bodySource: 'form',
			formFields: {
				values: [
					{ name: 'To', value: '+15551234567' },
					{ name: 'StatusCallback', value: '={{ $execution.resumeUrl }}' },
				],
			},
		},
		authToken,
	);
	const url = await workflow.start();
	const fields = { MessageSid: 'SM1', MessageStatus: 'delivered', To: '+15551234567' };
	const form = new URLSearchParams(fields).toString();
	const form$ = { 'content-type': 'application/x-www-form-urlencoded' };
	const signature = twilio.getExpectedTwilioSignature(authToken, url, fields);
	const otherUrl = twilio.getExpectedTwilioSignature(
		authToken,
		url.split('?')[0] as string,
		fields,
	);
	expect(await call(url, form, { ...form$, 'x-twilio-signature': otherUrl })).toEqual(refused);
	expect(await call(url, form, { ...form$, 'x-twilio-signature': signature })).toEqual(received);
	const execution = await workflow.ended();
	expect(workflow.outputOf(execution, 'event')).toEqual([
		expect.objectContaining({ body: fields }),
	]);
});
