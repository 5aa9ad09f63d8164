import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { useHexSender } from '../support/e2e/hexSender';
import { answering, startReceiver } from '../support/n8n/receiver';
import type { ReceivedRequest, Receiver } from '../support/n8n/receiver';
import { describeQueueMode, useQueueN8n } from '../support/e2e/queue';
import { startRecorder } from '../support/e2e/recorder';
import type { Recorder } from '../support/e2e/recorder';
import { scaled } from '../support/scale';
import { anyNode, sendNode, storeSecrets } from '../support/e2e/workflows';

const accepted = { statusCode: 200, body: '{"received":true}' };
const duplicate = { statusCode: 200, body: '{"received":true,"duplicate":true}' };
/** Events that are under way together. */
const AT_ONCE = 10;

const refused = { statusCode: 401, body: '{"error":"invalid signature"}' };

/** A receiver that keeps its first requests waiting, until it is told to answer. */
async function startSlowReceiver(waitingCount: number): Promise<
	Receiver & {
		/** Resolves when that many requests wait. */
		readonly begun: Promise<unknown>;
		readonly answerAll: () => void;
	}
> {
	const waiting: ServerResponse[] = [];
	const requests = new EventEmitter();
	const begun = once(requests, 'begun');
	const receiver = await startReceiver((response, requestNumber) => {
		if (requestNumber > waitingCount) response.end('{}');
		else waiting.push(response);
		if (requestNumber === waitingCount) requests.emit('begun');
	});
	return {
		...receiver,
		begun,
		answerAll: () => {
			for (const response of waiting) response.end('{}');
		},
	};
}

const callNode = (url: string) =>
	anyNode('n8n-nodes-base.httpRequest', 4.2, { parameters: { url, options: {} } });

describeQueueMode('queue mode', () => {
	const n8n = useQueueN8n();
	const sender = useHexSender(n8n);
	let recorder: Recorder;

	beforeEach(async () => {
		recorder = await startRecorder();
	});

	afterEach(async () => {
		await recorder.close();
	});

	const activate = async () => await sender.activate({}, recorder.node());

	test('an event is executed by the worker', async () => {
		const { id, url } = await activate();
		expect(await sender.send(url)).toEqual(accepted);
		expect(await recorder.waitForIds(1)).toEqual([sender.newestId()]);
		const [execution] = await n8n.client.waitForExecutions({ workflowId: id, count: 1 });
		expect(execution).toMatchObject({ status: 'success' });
		expect(n8n.workerOutput()).toContain(`Worker started execution ${execution?.id ?? ''} `);
	});

	describe.each([
		['main', (url: string) => url],
		['the webhook process', (url: string) => n8n.atWebhookProcess(url)],
	])('through %s', (_, through) => {
		test('an event that is sent three times starts one execution', async () => {
			const workflow = await activate();
			const url = through(workflow.url);
			const event = sender.newEvent();
			expect(await sender.send(url, event)).toEqual(accepted);
			expect(await sender.send(url, event)).toEqual(duplicate);
			expect(await sender.send(url, event)).toEqual(duplicate);
			expect(await recorder.waitForIds(1)).toEqual([sender.newestId()]);
			expect(await workflow.executionCount()).toBe(1);
		});

		test('so does one whose copies come at the same moment', async () => {
			const workflow = await activate();
			const event = sender.newEvent();
			const answers = await Promise.all(
				[1, 2, 3].map(async () => await sender.send(through(workflow.url), event)),
			);
			expect(answers.map(({ body }) => body).sort()).toEqual(
				[accepted, duplicate, duplicate].map(({ body }) => body).sort(),
			);
			expect(await recorder.waitForIds(1)).toEqual([sender.newestId()]);
			expect(await workflow.executionCount()).toBe(1);
		});

		test('a forged event is refused and starts nothing', async () => {
			const workflow = await activate();
			const { body } = sender.newEvent({ amount: 100 });
			const { headers } = sender.newEvent({ amount: 1 });
			expect(await sender.send(through(workflow.url), { body, headers })).toEqual(refused);
			expect(await sender.send(through(workflow.url))).toEqual(accepted);
			expect(await recorder.waitForIds(1)).toEqual([sender.newestId()]);
			expect(await workflow.executionCount()).toBe(1);
		});
	});

	test.each([
		['main', 'the webhook process'],
		['the webhook process', 'main'],
	])('an event that %s has stored is a duplicate for %s', async (first) => {
		const { url } = await activate();
		const urls = [url, n8n.atWebhookProcess(url)];
		const [firstUrl = '', secondUrl = ''] = first === 'main' ? urls : urls.reverse();
		const event = sender.newEvent();
		expect(await sender.send(firstUrl, event)).toEqual(accepted);
		// An event is stored with the next one that comes at least a second later.
		await new Promise((resolve) => setTimeout(resolve, 1100));
		expect(await sender.send(firstUrl)).toEqual(accepted);
		expect(await sender.send(secondUrl, event)).toEqual(duplicate);
		expect(await recorder.waitForIds(2)).toHaveLength(2);
	});

	test('copies that reach two processes at the same moment run once, however many events come', async () => {
		const { url } = await activate();
		const count = scaled({ full: 1000, sample: 40 });
		const ids: string[] = [];
		for (let sent = 0; sent < count; sent += AT_ONCE) {
			const copies = Array.from({ length: AT_ONCE }, () => {
				const event = sender.newEvent();
				ids.push(sender.newestId());
				return [url, n8n.atWebhookProcess(url)].map(async (each) => await sender.send(each, event));
			});
			const answers = await Promise.all(copies.flat());
			expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
		}
		expect((await recorder.waitForIds(count)).sort()).toEqual(ids.sort());
		// One more, behind all of them, so that no second run can still be under way.
		expect(await sender.send(url)).toEqual(accepted);
		expect(await recorder.waitForIds(count + 1)).toContain(sender.newestId());
		expect(await recorder.waitForIds(count + 1)).toHaveLength(count + 1);
	});

	test('what the worker was at when it died has failed, and what waited is executed', async () => {
		const slow = await startSlowReceiver(2);
		const answered = await sender.activate({}, callNode(slow.url));
		const unanswered = await sender.activate({ responseMode: 'lastNode' }, callNode(slow.url));
		const next = await activate();
		const event = sender.newEvent();
		try {
			expect(await sender.send(answered.url)).toEqual(accepted);
			const answer = sender.send(unanswered.url, event);
			await slow.begun;
			await n8n.killWorker();
			expect(await sender.send(next.url)).toEqual(accepted);
			expect(await recorder.waitForIds(1, 1000)).toEqual([]);

			await n8n.restartWorker();
			expect(await recorder.waitForIds(1)).toEqual([sender.newestId()]);
			for (const { id } of [answered, unanswered]) {
				const ended = await n8n.client.waitForExecutions({ workflowId: id, count: 1 });
				// The worker says crashed where it finds its log, and main corrects it to error.
				expect(ended).toMatchObject([{ status: expect.stringMatching(/^(crashed|error)$/) }]);
			}
			expect(await answer).toMatchObject({ statusCode: 500 });
			// n8n repeats neither; a sender that was not answered with 2xx does.
			expect(slow.requests).toHaveLength(2);
			expect(await sender.send(unanswered.url, event)).toMatchObject({ statusCode: 200 });
			expect(slow.requests).toHaveLength(3);
		} finally {
			await slow.close();
		}
	});

	test('while main is down, the webhook process accepts and the worker executes', async () => {
		const slow = await startSlowReceiver(1);
		const running = await sender.activate({}, callNode(slow.url));
		const next = await activate();
		try {
			expect(await sender.send(running.url)).toEqual(accepted);
			await slow.begun;
			await n8n.killMain();
			slow.answerAll();
			expect(await sender.send(n8n.atWebhookProcess(next.url))).toEqual(accepted);
			expect(await recorder.waitForIds(1)).toEqual([sender.newestId()]);
			await n8n.restartMain();
			for (const { id } of [running, next]) {
				const executions = await n8n.client.waitForExecutions({ workflowId: id, count: 1 });
				expect(executions).toMatchObject([{ status: 'success' }]);
			}
		} finally {
			await slow.close();
		}
	});

	test('the worker sends what receivers can verify', async () => {
		const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
		const receiver = await startReceiver(answering(503, 200));
		const send = sendNode(
			{
				url: receiver.url,
				retryPolicy: 'list',
				delays: '1s',
				options: { allowHttp: true, allowPrivateAddresses: true },
			},
			await storeSecrets(n8n, { secret }),
		);
		const workflow = await sender.activate({}, send);
		try {
			expect(await sender.send(workflow.url)).toEqual(accepted);
			await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 1 });
			expect(await workflow.newestOutput(send)).toMatchObject([
				{ status: 'delivered', statusCode: 200 },
			]);
			const [first, second] = receiver.requests as [ReceivedRequest, ReceivedRequest];
			expect(first.headers['webhook-id']).toBe(second.headers['webhook-id']);
			for (const { headers, body } of [first, second]) {
				new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
			}
		} finally {
			await receiver.close();
		}
	});
});
