import { outputItems } from '../rig/client.js';
import { idsOf, useDurableRuns } from '../support/e2e/durable';
import { useN8n } from '../support/e2e/n8n';
import { anyNode } from '../support/e2e/workflows';
import { until } from '../support/until';

/* Slow: n8n crashes and starts again while deliveries wait in its database. */

const n8n = useN8n();
const { outputOf, receiveWith, receiver, start, untilStatus } = useDurableRuns(n8n);

test('an attempt that a crash cuts off is made again with the same id, and its execution ends with the result', async () => {
	let requests = 0;
	const target = await receiveWith((response) => {
		requests += 1;
		// The second request gets no answer: n8n is killed while it waits for one.
		if (requests !== 2) response.writeHead(requests === 1 ? 503 : 200).end('{}');
	});
	const run = await start(
		[{ order: 1 }],
		{ url: target.url },
		{ fields: { onError: 'continueErrorOutput' } },
	);
	await untilStatus(run, 'waiting');
	await n8n.crash();
	await until('the second attempt', async () => (requests === 2 ? true : undefined));
	await n8n.crash();
	await untilStatus(run, 'success', 'error');

	expect(await outputOf(run, run.after)).toMatchObject([
		{ status: 'delivered', attempts: [{ statusCode: 503 }, { statusCode: 200 }] },
	]);
	expect(idsOf(target.requests).size).toBe(1);
	expect(requests).toBe(3);
}, 400_000);

test('who stops the sub-execution that waits ends the attempts; the execution that began them fails', async () => {
	const target = await receiver(503);
	const run = await start([{ order: 1 }], { url: target.url });
	await untilStatus(run, 'waiting');
	const all = await n8n.client.executions({ workflowId: run.workflowId });
	const waiting = all.find(({ mode }) => mode === 'integrated');
	await n8n.client.stopExecution(waiting?.id ?? '');
	expect((await untilStatus(run, 'error', 'success', 'canceled')).status).toBe('error');
	expect(target.requests).toHaveLength(1);
	expect(await outputOf(run, run.after)).toEqual([]);
}, 400_000);

test('an error workflow hears of a delivery that failed for good once, with the record to send it again', async () => {
	const errorTrigger = anyNode('n8n-nodes-base.errorTrigger', 1, { parameters: {} });
	const watcher = await n8n.client.createWorkflow({
		name: 'Watcher',
		nodes: [errorTrigger],
		connections: {},
	});
	await n8n.client.activate(watcher.id);
	const target = await receiver(500);
	const run = await start(
		[{ order: 1 }],
		{ url: target.url, delays: '6s' },
		{ settings: { errorWorkflow: watcher.id } },
	);
	await untilStatus(run, 'waiting');
	await n8n.crash();
	await untilStatus(run, 'error');
	const watched = await until('the error workflow has run', async () => {
		const [first] = await n8n.client.executions({ workflowId: watcher.id });
		return first?.status === 'success' ? first : undefined;
	});
	expect(await n8n.client.executions({ workflowId: watcher.id })).toHaveLength(1);
	expect(target.requests).toHaveLength(2);

	const [heard] = outputItems(await n8n.client.execution(watched.id), errorTrigger.name) as [
		{ execution: { error: { context: { records: object[] } } } },
	];
	const { records } = heard.execution.error.context;
	expect(records).toMatchObject([{ status: 'failed', attempts: [{}, {}] }]);
	const again = await start(
		records,
		{ operation: 'redeliver', record: '={{ $json }}' },
		{ credential: run.credential },
	);
	await untilStatus(again, 'waiting');
	expect(idsOf(target.requests).size).toBe(1);
	expect(target.requests).toHaveLength(3);
}, 400_000);
