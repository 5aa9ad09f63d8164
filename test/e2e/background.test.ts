import { outputItems } from '../rig/client.js';
import { idsOf, useDurableRuns } from '../support/e2e/durable';
import { useN8n } from '../support/e2e/n8n';
import { anyNode } from '../support/e2e/workflows';
import { until } from '../support/until';
import type { WorkflowNode } from '../support/e2e/workflows';

/* Slow: n8n crashes and starts again while deliveries wait in its database. */

const n8n = useN8n();
const { outputOf, receiveWith, receiver, start, untilStatus } = useDurableRuns(n8n);

/** A workflow that hears of something, and what it has heard: the items of each of its executions. */
async function listener(name: string, trigger: WorkflowNode) {
	const { id } = await n8n.client.createWorkflow({ name, nodes: [trigger], connections: {} });
	await n8n.client.activate(id);
	const heard = async (): Promise<unknown[][]> => {
		const all = await n8n.client.executions({ workflowId: id });
		const items = await Promise.all(
			all.map(async (each) => outputItems(await n8n.client.execution(each.id), trigger.name)),
		);
		return items.filter(({ length }) => length > 0) as unknown[][];
	};
	return { id, heard };
}

const resultListener = async () =>
	await listener(
		'Results',
		anyNode('n8n-nodes-base.executeWorkflowTrigger', 1.1, {
			parameters: { inputSource: 'passthrough' },
		}),
	);

const goOn = (resultWorkflow: string) => ({
	whileWaiting: 'goOn',
	resultWorkflow: { __rl: true, mode: 'id', value: resultWorkflow },
});

/** A delivery whose attempts are stopped by hand, while it waits in the background. */
async function stopOne() {
	const target = await receiver(503, 200);
	const run = await start([{ order: 1 }], {
		url: target.url,
		delays: '20s',
		whileWaiting: 'goOn',
	});
	await untilStatus(run, 'success');
	const all = await n8n.client.executions({ workflowId: run.workflowId });
	// The last that the workflow has begun makes the attempts; the others look after it.
	const last = all
		.filter(({ mode }) => mode === 'integrated')
		.sort((a, b) => Number(b.id) - Number(a.id))[0];
	await n8n.client.stopExecution(last?.id ?? '');
	return { run, target };
}

/** Until nothing waits or runs any more. */
const untilOver = async (workflowId: string) =>
	await until('nothing goes on in the background', async () => {
		const all = await n8n.client.executions({ workflowId });
		return all.every(({ status }) => !['new', 'running', 'waiting'].includes(status));
	});

test('the workflow goes on at once; the rest survives crashes, and each end is told of once', async () => {
	const results = await resultListener();
	const errors = await listener(
		'Errors',
		anyNode('n8n-nodes-base.errorTrigger', 1, { parameters: {} }),
	);
	const late = await receiver(503, 503, 200);
	const never = await receiver(500);
	const fine = await receiver(200);
	const run = await start(
		[{ url: late.url }, { url: never.url }, { url: fine.url }],
		{ url: '={{ $json.url }}', delays: '6s, 6s', ...goOn(results.id) },
		{ settings: { errorWorkflow: errors.id } },
	);
	await untilStatus(run, 'success');
	expect(await outputOf(run, run.after)).toMatchObject([
		{ status: 'pending', id: late.requests[0]?.headers['webhook-id'] },
		{ status: 'pending', id: never.requests[0]?.headers['webhook-id'] },
		{ status: 'delivered' },
	]);
	await n8n.crash();
	await until('the second attempts', async () => late.requests.length === 2);
	await until('they wait again', async () => {
		const all = await n8n.client.executions({ workflowId: run.workflowId });
		return all.every(({ status }) => status !== 'running');
	});
	await n8n.crash();
	const told = await until('the result workflow is told', async () => {
		const heard = await results.heard();
		return heard.length > 0 ? heard : undefined;
	});
	expect(told).toMatchObject([
		[
			{ url: late.url, status: 'delivered', attempts: [{}, {}, {}] },
			{ url: never.url, status: 'failed', reason: 'retriesExhausted', delivery: { version: 1 } },
		],
	]);
	const failed = await until('the error workflow is told', async () => {
		const heard = await errors.heard();
		return heard.length > 0 ? heard : undefined;
	});
	expect(failed).toMatchObject([
		[{ execution: { error: { context: { records: [{ url: never.url, status: 'failed' }] } } } }],
	]);
	const stopped = await stopOne();
	await untilOver(run.workflowId);
	await untilOver(stopped.run.workflowId);
	expect(stopped.target.requests).toHaveLength(1);
	expect([await results.heard(), await errors.heard()].map(({ length }) => length)).toEqual([1, 1]);
	expect([late, never, fine].map(({ requests }) => requests.length)).toEqual([3, 3, 1]);
	expect(idsOf(late.requests).size).toBe(1);
}, 600_000);

test('an attempt that a crash cuts off is made again, with the same id, and told of once', async () => {
	const results = await resultListener();
	let requests = 0;
	const target = await receiveWith((response) => {
		requests += 1;
		// The second request gets no answer: n8n is killed while it waits for one.
		if (requests !== 2) response.writeHead(requests === 1 ? 503 : 200).end('{}');
	});
	const run = await start([{ order: 1 }], {
		url: target.url,
		delays: '3s',
		options: {
			allowHttp: true,
			allowPrivateAddresses: true,
			jitter: 'none',
			timeoutSeconds: 10,
		},
		...goOn(results.id),
	});
	await untilStatus(run, 'success');
	await until('the second attempt', async () => requests === 2);
	await n8n.crash();
	await until('the attempt is made again', async () => requests === 3);
	await until('the result workflow is told', async () => (await results.heard())[0]);
	await untilOver(run.workflowId);
	expect(await results.heard()).toMatchObject([[{ status: 'delivered' }]]);
	expect(idsOf(target.requests).size).toBe(1);
}, 600_000);

test('a result workflow that is not published is refused before anything is sent', async () => {
	const trigger = anyNode('n8n-nodes-base.executeWorkflowTrigger', 1.1, {
		parameters: { inputSource: 'passthrough' },
	});
	const { id } = await n8n.client.createWorkflow({
		name: 'Not published',
		nodes: [trigger],
		connections: {},
	});
	const target = await receiver(200);
	const run = await start([{ order: 1 }], { url: target.url, ...goOn(id) });
	const execution = await untilStatus(run, 'error');
	expect(JSON.stringify(await n8n.client.execution(execution.id))).toContain(
		"The field 'Result Workflow': n8n cannot start that workflow",
	);
	expect(target.requests).toEqual([]);
}, 200_000);
