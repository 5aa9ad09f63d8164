import { Webhook } from 'standardwebhooks';
import { outputItems } from '../rig/client.js';
import type { Execution } from '../rig/client.js';
import { useHexSender } from '../support/e2e/hexSender';
import { answering, startReceiver } from '../support/n8n/receiver';
import type { Receiver } from '../support/n8n/receiver';
import { describeQueueMode, useQueueN8n } from '../support/e2e/queue';
import { noOpNode, sendNode, storeSecrets } from '../support/e2e/workflows';
import type { WorkflowNode } from '../support/e2e/workflows';
import { until } from '../support/until';

/* Slow: the processes of n8n die and start again, one after another, while deliveries wait. */

const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;

/** A workflow that was started once, and sends a webhook. */
interface Sending {
	readonly workflowId: string;
	readonly send: WorkflowNode;
	readonly receiver: Receiver;
}

describeQueueMode('deliveries that wait in the database, in queue mode', () => {
	const n8n = useQueueN8n();
	const sender = useHexSender(n8n);
	const receivers: Receiver[] = [];

	afterAll(async () => {
		await Promise.all(receivers.map(async ({ close }) => await close()));
	});

	async function start(
		id: string,
		statusCodes: [number, ...number[]],
		fields: Record<string, unknown> = {},
	): Promise<Sending> {
		const receiver = await startReceiver(answering(...statusCodes));
		receivers.push(receiver);
		const send = sendNode(
			{
				url: receiver.url,
				eventId: id,
				retryPolicy: 'list',
				// The first is long enough for a worker to start again on a busy machine: one that starts with
				// the log of its own crash marks what is due by then as crashed.
				delays: '25s, 8s, 8s',
				options: { allowHttp: true, allowPrivateAddresses: true, durableAfterSeconds: 1 },
			},
			await storeSecrets(n8n, { secret }),
			fields,
		);
		const { id: workflowId, url } = await sender.activate({}, send, noOpNode());
		expect(await sender.send(url)).toMatchObject({ statusCode: 200 });
		return { workflowId, send, receiver };
	}

	const statusesOf = async ({ workflowId }: Sending): Promise<string[]> =>
		(await n8n.client.executions({ workflowId })).map(({ status }) => status);

	/**
	 * The execution waits, and so do the four that it started for the retries. On a slow machine, the
	 * next attempt may be over by then as well.
	 */
	async function waitForAttempt(number: number, sendings: readonly Sending[]): Promise<void> {
		const waits = sendings.map(async (sending) => {
			await until(`attempt ${number} of ${sending.workflowId}`, async () => {
				if (sending.receiver.requests.length < number) return false;
				// What a crash has cut off may be listed beside what goes on in its place.
				const statuses = await statusesOf(sending);
				return statuses.filter((status) => status === 'waiting').length === 5;
			});
		});
		await Promise.all(waits);
	}

	/** The execution that the event started. */
	async function endOf({ workflowId }: Sending): Promise<Execution> {
		const original = async () => {
			const executions = await n8n.client.executions({ workflowId });
			return executions.find(({ mode }) => mode === 'webhook');
		};
		const open = ['new', 'running', 'waiting'];
		await until(`the end of ${workflowId}`, async () => {
			return !open.includes((await original())?.status ?? 'new');
		});
		return await n8n.client.execution((await original())?.id ?? '');
	}

	test('outlive the death of the worker, of main, and of both', async () => {
		const delivered = await start('evt_delivered', [503, 503, 503, 200]);
		const failed = await start('evt_failed', [500], { onError: 'continueErrorOutput' });
		const sendings = [delivered, failed];

		await waitForAttempt(1, sendings);
		await n8n.killWorker();
		const stored = await n8n.dumpDatabase();
		expect(stored).toContain('evt_delivered');
		for (const text of [secret, secret.slice('whsec_'.length), 'v1,']) {
			expect(stored).not.toContain(text);
		}
		await n8n.restartWorker();

		await waitForAttempt(2, sendings);
		await n8n.killMain();
		await n8n.restartMain();

		await waitForAttempt(3, sendings);
		await Promise.all([n8n.killMain(), n8n.killWorker()]);
		await n8n.restartMain();
		// Main has queued what is due. A worker that finds the log of the dead one would mark that as
		// crashed, since it began it, and its items would come out as failures that can be sent again.
		await n8n.restartWorker({ newDisk: true });

		const end = await endOf(delivered);
		expect(end.status).toBe('success');
		expect(outputItems(end, delivered.send.name)).toMatchObject([
			{
				id: 'evt_delivered',
				status: 'delivered',
				attempts: [503, 503, 503, 200].map((statusCode) => ({ statusCode })),
			},
		]);
		const failedEnd = await endOf(failed);
		expect(failedEnd.status).toBe('success');
		expect(outputItems(failedEnd, failed.send.name)).toEqual([]);
		expect(outputItems(failedEnd, failed.send.name, 1)).toMatchObject([
			{ details: { id: 'evt_failed', status: 'failed', attempts: [{}, {}, {}, {}] } },
		]);

		for (const { receiver } of sendings) {
			// What a worker had taken when it died is made again, under the same id.
			expect(receiver.requests.length).toBeGreaterThanOrEqual(4);
			expect(receiver.requests.length).toBeLessThanOrEqual(6);
			for (const { headers, body } of receiver.requests) {
				expect(headers['webhook-id']).toBe(receiver.requests[0]?.headers['webhook-id']);
				new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
			}
		}
	});
});
