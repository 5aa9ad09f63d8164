import { randomUUID } from 'node:crypto';
import { outputItems } from '../rig/client.js';
import { idsOf, secret, useDurableRuns } from '../support/e2e/durable';
import type { Run } from '../support/e2e/durable';
import type { Receiver } from '../support/n8n/receiver';
import { useSharedN8n } from '../support/e2e/n8n';
import { anyNode, chain, sendNode, storeSecrets } from '../support/e2e/workflows';
import type { WorkflowNode } from '../support/e2e/workflows';
import { until } from '../support/until';

// n8n looks once a minute for what is due. So all is started first, and looked at when it has ended.
const n8n = useSharedN8n();
const { outputOf, receiver, start, untilStatus } = useDurableRuns(n8n);
const noOp = () => anyNode('n8n-nodes-base.noOp', 1, { parameters: {} });
const delays = '1s';

interface Sent {
	readonly run: Run;
	readonly target: Receiver;
}

async function startRun(
	statuses: [number, ...number[]],
	parameters: Record<string, unknown> = {},
	options: Parameters<typeof start>[2] = {},
): Promise<Sent> {
	const target = await receiver(...statuses);
	const run = await start([{ order: 1 }], { url: target.url, delays, ...parameters }, options);
	return { run, target };
}

/** Three items, of which the second waits for ten minutes. */
async function startThree(): Promise<Run> {
	const fine = await receiver(200);
	const late = await receiver(503);
	const ports = [fine, late, fine].map(({ url }) => new URL(url).port).join(', ');
	const url = `=http://127.0.0.1:{{ [${ports}][$json.order] }}/hook`;
	const run = await start(
		[{ order: 0 }, { order: 1 }, { order: 2 }],
		{ url, delays: '10m' },
		{ fields: { onError: 'continueRegularOutput' } },
	);
	await untilStatus(run, 'waiting');
	return run;
}

/** The execution of a run's workflow that makes its attempts, or that waits for their outcome. */
async function subExecution({ workflowId }: Run, purpose: 'outcome' | 'retries'): Promise<string> {
	for (const { id, mode } of await n8n.client.executions({ workflowId })) {
		const { workflowData } = await n8n.client.execution(id);
		const { name } = workflowData as { name: string };
		if (mode === 'integrated' && name.endsWith(`(${purpose})`)) return id;
	}
	throw new Error(`There is no execution for the ${purpose}`);
}

const hookNode = (responseMode = 'onReceived'): WorkflowNode => {
	const path = randomUUID();
	return anyNode('n8n-nodes-base.webhook', 2, {
		webhookId: path,
		parameters: { path, httpMethod: 'POST', responseMode },
	});
};

async function activate(nodes: WorkflowNode[], connections: object): Promise<string> {
	const { id } = await n8n.client.createWorkflow({ name: randomUUID(), nodes, connections });
	await n8n.client.activate(id);
	return id;
}

/** Calls a webhook, and tells when its answer came. */
async function call({ webhookId }: WorkflowNode): Promise<{ text: string; answeredAt: number }> {
	const answer = await fetch(`${n8n.baseUrl}/webhook/${String(webhookId)}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '[{"order":1},{"order":2}]',
	});
	return { text: await answer.text(), answeredAt: Date.now() };
}

/** A node that sends to a receiver that accepts the second attempt. */
async function sender(): Promise<{ send: WorkflowNode; target: Receiver }> {
	const target = await receiver(503, 200);
	const options = { allowHttp: true, allowPrivateAddresses: true, durableAfterSeconds: 0 };
	const send = sendNode(
		{ url: target.url, retryPolicy: 'list', delays, options },
		await storeSecrets(n8n, { secret }),
	);
	return { send, target };
}

async function startBranches() {
	const { send, target } = await sender();
	const sibling = await receiver(200);
	const other = {
		...anyNode('n8n-nodes-base.httpRequest', 4.2, {
			parameters: { method: 'POST', url: sibling.url },
		}),
		// n8n goes from top to bottom.
		position: [0, 500],
	};
	const hook = hookNode();
	const to = ({ name }: WorkflowNode) => ({ node: name, type: 'main', index: 0 });
	await activate([hook, send, other], { [hook.name]: { main: [[to(send), to(other)]] } });
	await call(hook);
	return { target, sibling };
}

async function startAnswering(responseMode: string) {
	const { send, target } = await sender();
	const hook = hookNode(responseMode);
	const last =
		responseMode === 'responseNode'
			? anyNode('n8n-nodes-base.respondToWebhook', 1.1, {
					parameters: { respondWith: 'text', responseBody: 'done' },
				})
			: noOp();
	await activate([hook, send, last], chain(hook, send, last));
	return { target, answer: call(hook) };
}

/** A workflow that calls another one for each of two items, which sends. */
async function startEach() {
	const { send, target } = await sender();
	const trigger = anyNode('n8n-nodes-base.executeWorkflowTrigger', 1.1, {
		parameters: { inputSource: 'passthrough' },
	});
	const called = await activate([trigger, send], chain(trigger, send));
	const hook = hookNode();
	const split = anyNode('n8n-nodes-base.splitOut', 1, { parameters: { fieldToSplitOut: 'body' } });
	const execute = anyNode('n8n-nodes-base.executeWorkflow', 1.2, {
		parameters: {
			workflowId: { __rl: true, value: called, mode: 'id' },
			mode: 'each',
			options: {},
		},
	});
	const caller = await activate([hook, split, execute], chain(hook, split, execute));
	await call(hook);
	return { target, caller, execute };
}

async function startAll() {
	const failing = await startRun([503, 500], { eventId: 'order-77' });
	const closed = await startRun([503, 200], {}, { settings: { callerPolicy: 'none' } });
	const limited = await startRun([503, 200], {}, { settings: { executionTimeout: 20 } });
	const stopped = await startThree();
	await n8n.client.stopExecution(await subExecution(stopped, 'retries'));
	const abandoned = await startThree();
	await n8n.client.stopExecution(await subExecution(abandoned, 'outcome'));
	const branches = await startBranches();
	const lastNode = await startAnswering('lastNode');
	const responseNode = await startAnswering('responseNode');
	const each = await startEach();
	// Long enough to delete what waits before it is due.
	const later = { delays: '20s' };
	const deleted = await startRun([503, 200], later);
	await untilStatus(deleted.run, 'waiting');
	await n8n.client.deleteWorkflow(deleted.run.workflowId);
	const orphan = await startRun([503, 200], later);
	await untilStatus(orphan.run, 'waiting');
	await n8n.client.rest('POST', '/executions/delete', {
		ids: [await subExecution(orphan.run, 'retries')],
	});
	const kept = await startRun([503, 200], later);
	return {
		abandoned,
		branches,
		closed,
		deleted,
		each,
		failing,
		kept,
		lastNode,
		limited,
		orphan,
		responseNode,
		stopped,
	};
}

let runs: Awaited<ReturnType<typeof startAll>>;
beforeAll(async () => {
	runs = await startAll();
}, 300_000);

test("a workflow's caller policy does not keep its deliveries from waiting", async () => {
	const { run, target } = runs.closed;
	await untilStatus(run, 'success', 'error');
	expect(await outputOf(run, run.after)).toMatchObject([{ status: 'delivered' }]);
	expect(target.requests).toHaveLength(2);
}, 300_000);

test('what is delivered within the time limit of a workflow comes out', async () => {
	const { run, target } = runs.limited;
	await untilStatus(run, 'success', 'error', 'canceled');
	expect(await outputOf(run, run.after)).toMatchObject([{ status: 'delivered' }]);
	expect(target.requests).toHaveLength(2);
}, 300_000);

test('when the retries are stopped, each item comes out with what is known of it', async () => {
	const run = runs.stopped;
	await untilStatus(run, 'success', 'error', 'canceled');
	expect(await outputOf(run, run.after)).toMatchObject([
		{ status: 'delivered' },
		{
			error: expect.stringContaining('not delivered') as string,
			message: expect.stringContaining('The execution was cancelled manually') as string,
			details: { status: 'failed', reason: 'cancelled', delivery: { version: 1 } },
		},
		{ status: 'delivered' },
	]);
}, 300_000);

test('when the execution that waits for the outcome is stopped, n8n gives out one item for all', async () => {
	const run = runs.abandoned;
	await untilStatus(run, 'success', 'error', 'canceled');
	expect(await outputOf(run, run.after)).toEqual([
		{ error: 'The execution was cancelled manually' },
	]);
}, 300_000);

test('other branches go on only when the deliveries have ended', async () => {
	const { target, sibling } = runs.branches;
	await until('the other branch', async () => sibling.requests[0]);
	expect(target.requests).toHaveLength(2);
}, 300_000);

test('an answer by the last node is what is known when the wait begins; one by a node of its own comes after it', async () => {
	const { text } = await runs.lastNode.answer;
	expect(JSON.parse(text)).toMatchObject({ status: 'pending', statusCode: 503 });
	const { target, answer } = runs.responseNode;
	const late = await answer;
	expect(late.text).toBe('done');
	expect(late.answeredAt).toBeGreaterThan(target.requests[1]?.receivedAt ?? Infinity);
}, 300_000);

test('a workflow that is executed once for each item gives out only the first that ends', async () => {
	const { target, caller, execute } = runs.each;
	const ended = await until('the caller has ended', async () => {
		const [first] = await n8n.client.executions({ workflowId: caller });
		return first?.status === 'success' ? first : undefined;
	});
	await until('both are delivered', async () => (target.requests.length === 4 ? true : undefined));
	expect(outputItems(await n8n.client.execution(ended.id), execute.name)).toHaveLength(1);
}, 300_000);

test('who deletes the workflow drops its deliveries, and who deletes the retries leaves the original waiting', async () => {
	// Both would have been due before this one.
	await untilStatus(runs.kept.run, 'success');
	expect(runs.deleted.target.requests).toHaveLength(1);
	expect(runs.orphan.target.requests).toHaveLength(1);
	await untilStatus(runs.orphan.run, 'waiting');
}, 300_000);

test('who retries any of these executions sends the event and nothing else', async () => {
	const { run, target } = runs.failing;
	await untilStatus(run, 'error');
	const original = async () =>
		(await n8n.client.executions({ workflowId: run.workflowId })).find(
			({ mode }) => mode === 'webhook',
		);
	const retry = async (id: string, loadWorkflow: boolean) =>
		await n8n.client
			.rest('POST', `/executions/${id}/retry`, { loadWorkflow })
			.catch((error: unknown) => error);
	const first = await original();
	const all = await n8n.client.executions({ workflowId: run.workflowId });
	// The original, and the four that it started for the retries.
	expect(all).toHaveLength(5);
	for (const loadWorkflow of [false, true]) {
		const before = target.requests.length;
		await retry(first?.id ?? '', loadWorkflow);
		expect(target.requests).toHaveLength(before);
		for (const { id } of all) await retry(id, loadWorkflow);
		await retry(await subExecution(runs.stopped, 'retries'), loadWorkflow);
	}
	expect([...idsOf(target.requests)]).toEqual(['order-77']);
	for (const { body } of target.requests) expect(JSON.parse(body.toString())).toEqual({ order: 1 });
}, 300_000);
