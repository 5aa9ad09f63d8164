import { randomUUID } from 'node:crypto';
import { useDurableRuns } from '../support/e2e/durable';
import type { Run } from '../support/e2e/durable';
import { useN8n } from '../support/e2e/n8n';
import { anyNode, chain, sendNode } from '../support/e2e/workflows';
import type { ReceivedRequest } from '../support/n8n/receiver';
import { until } from '../support/until';

/* Slow: n8n is killed while deliveries wait in its database for their time. */

const n8n = useN8n();
const { outputOf, receiveWith, receiver, start, untilStatus } = useDurableRuns(n8n);

const options = {
	allowHttp: true,
	allowPrivateAddresses: true,
	durableAfterSeconds: 0,
	jitter: 'none',
};

/** A workflow around an operation of the node, which answers with the items that come out. */
async function operation(parameters: Record<string, unknown>) {
	const path = randomUUID();
	const hook = anyNode('n8n-nodes-base.webhook', 2, {
		webhookId: path,
		parameters: {
			path,
			httpMethod: 'POST',
			responseMode: 'lastNode',
			responseData: 'allEntries',
		},
	});
	const node = sendNode(parameters);
	const { id } = await n8n.client.createWorkflow({
		name: path,
		nodes: [hook, node],
		connections: chain(hook, node),
	});
	await n8n.client.activate(id);
	return async (body: object = {}): Promise<Array<Record<string, unknown>>> => {
		const answer = await fetch(`${n8n.baseUrl}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		expect(answer.status).toBe(200);
		return (await answer.json()) as Array<Record<string, unknown>>;
	};
}

const ordersIn = ({ body }: ReceivedRequest): unknown[] =>
	(JSON.parse(body.toString()) as Array<{ order: unknown }>).map(({ order }) => order);

const statusesOf = async (run: Run): Promise<unknown[]> => {
	const items = (await outputOf(run, run.after)) as Array<{ status: unknown }>;
	return items.map(({ status }) => status);
};

test('what is sent later survives a crash, and goes out at its time', async () => {
	const target = await receiver(200);
	const background = await receiver(200);
	const dueAtMs = Date.now() + 25_000;
	const settings = {
		url: target.url,
		options: { ...options, sendAt: new Date(dueAtMs).toISOString() },
	};
	const held = await start([{ order: 1 }], settings);
	const gone = await start([{ order: 2 }], {
		...settings,
		url: background.url,
		whileWaiting: 'goOn',
	});
	await untilStatus(held, 'waiting');
	await untilStatus(gone, 'success');
	expect(await statusesOf(gone)).toEqual(['pending']);
	await n8n.crash();
	await untilStatus(held, 'success');
	await until('the other is sent', async () => background.requests.length === 1);
	expect(await statusesOf(held)).toEqual(['delivered']);
	const all = [...target.requests, ...background.requests];
	expect(all).toHaveLength(2);
	for (const { receivedAt } of all) expect(receivedAt).toBeGreaterThanOrEqual(dueAtMs);
}, 300_000);

test('a delivery is cancelled before its time, between two attempts, and not after its end', async () => {
	const cancel = await operation({ operation: 'cancel', cancelId: '={{ $json.body.id }}' });
	const list = await operation({ operation: 'listWaiting' });
	const [never, failing, fine] = [await receiver(200), await receiver(503), await receiver(200)];
	const byId = { eventId: '={{ $json.id }}' };
	const before = await start([{ id: 'before-1' }], {
		...byId,
		url: never.url,
		options: { ...options, sendAfter: '30s' },
	});
	const between = await start([{ id: 'between-1' }], {
		...byId,
		url: failing.url,
		delays: '30s',
		options: { ...options, cancellable: true },
	});
	const after = await start([{ id: 'after-1' }], {
		...byId,
		url: fine.url,
		options: { ...options, cancellable: true },
	});
	await untilStatus(before, 'waiting');
	await untilStatus(between, 'waiting');
	await untilStatus(after, 'success');
	const listed = await list();
	expect(listed.map(({ id }) => id).sort()).toEqual(['before-1', 'between-1']);
	expect(listed).toContainEqual(
		expect.objectContaining({ url: never.url, workflowId: before.workflowId }),
	);
	expect(await cancel({ id: 'before-1' })).toMatchObject([
		{ id: 'before-1', status: 'cancelled', mayBeSent: false, deliveries: [{ url: never.url }] },
	]);
	expect(await cancel({ id: 'between-1' })).toMatchObject([
		{ status: 'cancelled', mayBeSent: true },
	]);
	expect(await cancel({ id: 'after-1' })).toMatchObject([{ status: 'notFound', deliveries: [] }]);
	// The cancellation is in the database, too.
	await n8n.crash();
	await untilStatus(before, 'success');
	await untilStatus(between, 'success');
	expect(await outputOf(before, before.after)).toMatchObject([
		{ id: 'before-1', status: 'cancelled', reason: 'cancelled', attempts: [] },
	]);
	expect(await outputOf(between, between.after)).toMatchObject([
		{ id: 'between-1', status: 'cancelled', attempts: [{ statusCode: 503 }] },
	]);
	expect([never, failing, fine].map(({ requests }) => requests.length)).toEqual([0, 1, 1]);
	expect(await list()).toEqual([]);
}, 300_000);

test('items go out together, and a request that is too large is split', async () => {
	const orders = (count: number) => Array.from({ length: count }, (_, order) => ({ order }));
	const together = { ...options, itemsPerRequest: 3, keepOrder: true };
	for (const [count, expected] of [
		[1, [[0]]],
		[3, [[0, 1, 2]]],
		[4, [[0, 1, 2], [3]]],
	] as const) {
		const target = await receiver(200);
		const run = await start(orders(count), { url: target.url, options: together });
		await untilStatus(run, 'success');
		expect(target.requests.map(ordersIn)).toEqual(expected);
		expect(await statusesOf(run)).toEqual(orders(count).map(() => 'delivered'));
	}
	const small = await receiveWith((response, number) => {
		const isFine = ordersIn(small.requests[number - 1] as ReceivedRequest).length < 3;
		// One of them waits in the database in between.
		response.writeHead(isFine ? (number === 2 ? 503 : 200) : 413).end('{}');
	});
	const run = await start(orders(3), {
		url: small.url,
		delays: '2s',
		options: { ...together, splitOn413: true },
	});
	await untilStatus(run, 'success');
	expect(small.requests.map(ordersIn)).toEqual([[0, 1, 2], [0, 1], [0, 1], [2]]);
	expect(await outputOf(run, run.after)).toMatchObject([
		{ status: 'delivered', deliveries: [{ status: 'split' }, { attempts: [{}, {}] }] },
		{ status: 'delivered', deliveries: [] },
		{ status: 'delivered', deliveries: [{ items: [expect.any(String)] }] },
	]);
}, 300_000);
