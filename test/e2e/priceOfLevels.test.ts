import { randomUUID } from 'node:crypto';
import { querySqlite } from '../support/e2e/database';
import { useN8n } from '../support/e2e/n8n';
import { anyNode, chain, sendNode, storeSecrets } from '../support/e2e/workflows';
import { answering, startReceiver } from '../support/n8n/receiver';
import { scaled } from '../support/scale';

/* Slow in its long form: runs of up to 1,000 deliveries. It prints the table of docs/delivery.md. */

const n8n = useN8n();

const COUNTS = scaled({ full: [1, 100, 1000], sample: [1] });
const REPEATS = scaled({ full: 3, sample: 1 });
const BODY_BYTES = 1_000;

interface Price {
	/** Until the items left the node, or it began to wait: the shortest of some runs. */
	readonly ms: number;
	/** Of what waits in n8n's database. */
	readonly bytes: number;
	readonly executions: number;
}

/** Runs a workflow that sends so many items, and measures what it takes. */
async function priceOf(
	count: number,
	statusCode: number,
	parameters: Record<string, unknown>,
): Promise<Price> {
	const receiver = await startReceiver(answering(statusCode));
	const path = randomUUID();
	const hook = anyNode('n8n-nodes-base.webhook', 2, {
		webhookId: path,
		parameters: { path, httpMethod: 'POST', responseMode: 'lastNode' },
	});
	const split = anyNode('n8n-nodes-base.splitOut', 1, { parameters: { fieldToSplitOut: 'body' } });
	const send = sendNode(
		{
			url: receiver.url,
			retryPolicy: 'list',
			delays: '1h',
			options: { allowHttp: true, allowPrivateAddresses: true, circuitBreaker: false },
			...parameters,
		},
		await storeSecrets(n8n, { secret: `whsec_${Buffer.alloc(32, 9).toString('base64')}` }),
	);
	const { id: workflowId } = await n8n.client.createWorkflow({
		name: 'Orders',
		nodes: [hook, split, send],
		connections: chain(hook, split, send),
	});
	await n8n.client.activate(workflowId);
	const body = JSON.stringify(
		Array.from({ length: count }, (_, order) => ({ order, text: 'x'.repeat(BODY_BYTES) })),
	);
	let ms = Infinity;
	for (let repeat = 0; repeat < REPEATS; repeat += 1) {
		const beganAt = performance.now();
		const answer = await fetch(`${n8n.baseUrl}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
		});
		await answer.arrayBuffer();
		ms = Math.min(ms, performance.now() - beganAt);
	}
	const [row] = (await querySqlite(
		n8n.userFolder,
		`SELECT count(*) AS executions, coalesce(sum(length(data) + length("workflowData")), 0) AS bytes
			FROM execution_entity JOIN execution_data ON "executionId" = id
			WHERE status = 'waiting' AND execution_entity."workflowId" = '${workflowId}'`,
	)) as [{ executions: number; bytes: number }];
	return {
		ms: Math.round(ms),
		bytes: Math.round(row.bytes / REPEATS),
		executions: row.executions / REPEATS,
	};
}

test('each level costs what the page about deliveries says', async () => {
	const cases: Array<[string, number, Record<string, unknown>]> = [
		['Nothing or Retries, all delivered at once', 200, { durable: true }],
		['Everything, all delivered at once', 200, { durable: 'everything' }],
		['Retries, all wait, workflow held', 503, { durable: true }],
		['Everything, all wait, workflow held', 503, { durable: 'everything' }],
		['Retries, all wait, Go on at Once', 503, { durable: true, whileWaiting: 'goOn' }],
	];
	const table: string[] = [];
	const executions: number[] = [];
	for (const [name, statusCode, parameters] of cases) {
		for (const count of COUNTS) {
			const price = await priceOf(count, statusCode, parameters);
			table.push(
				`${name} | ${count} | ${price.ms} ms | ${price.bytes} bytes | ${price.executions}`,
			);
			if (count === 1) executions.push(price.executions);
		}
	}
	console.log(table.join('\n'));
	// With the one that sends, where it waits.
	expect(executions).toEqual([0, 4, 5, 9, 4]);
}, 900_000);
