import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { findFreePorts } from '../rig/server.js';
import { startReceiver } from '../support/n8n/receiver';
import type { Receiver } from '../support/n8n/receiver';
import { useN8n } from '../support/e2e/n8n';
import { anyNode, chain, sendNode, storeSecrets } from '../support/e2e/workflows';
import { scaled } from '../support/scale';
import { until } from '../support/until';

/* Slow: the deliveries have to go on waiting while n8n crashes and starts again. */

const EXECUTIONS = scaled({ full: 100, sample: 10 });
const DELIVERIES_EACH = 10;
const DELIVERIES = EXECUTIONS * DELIVERIES_EACH;
// Each run, and the four that it starts for the retries.
const WAITING = EXECUTIONS * 5;
const BODY_BYTES = 20_000;
// Long enough for a slow machine to get them all to wait, crash and start again before it is over.
const DELAY_SECONDS = scaled({ full: 150, sample: 35 });
const secret = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;

// An extension of n8n tells what n8n's process holds after it has collected its garbage.
const env: Record<string, string> = {
	N8N_CUSTOM_EXTENSIONS: join(__dirname, '../bench/send/extension'),
};
beforeAll(async () => {
	[env.BENCH_METER_PORT] = (await findFreePorts(1)).map(String) as [string];
});
const n8n = useN8n(env);
let receiver: Receiver;
let statusCode = 503;

beforeAll(async () => {
	receiver = await startReceiver((response) => response.writeHead(statusCode).end('{}'));
});

afterAll(async () => await receiver.close());

async function heapBytes(): Promise<number> {
	const answer = await fetch(`http://127.0.0.1:${env.BENCH_METER_PORT}/memory`);
	return ((await answer.json()) as { heapBytes: number }).heapBytes;
}

const idsOf = (from: number) =>
	new Set(receiver.requests.slice(from).map(({ headers }) => headers['webhook-id']));

test(`${DELIVERIES} deliveries wait in the database, without memory of ours, and all arrive after a crash`, async () => {
	const path = randomUUID();
	const hook = anyNode('n8n-nodes-base.webhook', 2, {
		webhookId: path,
		parameters: { path, httpMethod: 'POST' },
	});
	const split = anyNode('n8n-nodes-base.splitOut', 1, { parameters: { fieldToSplitOut: 'body' } });
	const send = sendNode(
		{
			// Each has an address of its own, since few would be tried at one that always fails.
			url: `=${receiver.url}/{{ $json.number }}`,
			retryPolicy: 'list',
			delays: `${DELAY_SECONDS}s`,
			options: {
				allowHttp: true,
				allowPrivateAddresses: true,
				jitter: 'none',
				durableAfterSeconds: 30,
			},
		},
		await storeSecrets(n8n, { secret }),
	);
	const { id } = await n8n.client.createWorkflow({
		name: path,
		nodes: [hook, split, send],
		connections: chain(hook, split, send),
	});
	await n8n.client.activate(id);
	let number = 0;
	const execute = async () => {
		const items = Array.from({ length: DELIVERIES_EACH }, () => {
			number += 1;
			return { number, text: `${number} `.padEnd(BODY_BYTES, randomUUID()) };
		});
		const answer = await fetch(`${n8n.baseUrl}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(items),
		});
		expect(answer.status).toBe(200);
	};
	// The first run loads what n8n and the node need.
	statusCode = 200;
	await execute();
	await until(
		'the first run has ended',
		async () => (await n8n.client.countExecutions('success')) === 1,
	);
	statusCode = 503;
	const sentBefore = receiver.requests.length;
	const heapBefore = await heapBytes();

	for (let i = 0; i < EXECUTIONS; i += 1) await execute();
	await until('all wait', async () => (await n8n.client.countExecutions('waiting')) === WAITING, {
		timeoutMs: DELAY_SECONDS * 1000,
		everyMs: 250,
	});
	const heapWaiting = await heapBytes();
	const firstIds = idsOf(sentBefore);
	expect(firstIds.size).toBe(DELIVERIES);
	expect(receiver.requests).toHaveLength(sentBefore + DELIVERIES);
	await n8n.crash();
	const heapAfterCrash = await heapBytes();
	expect(await n8n.client.countExecutions('waiting')).toBe(WAITING);
	const grown = (bytes: number) => Math.round((bytes - heapBefore) / DELIVERIES);
	console.info(
		`While ${DELIVERIES} deliveries of ${BODY_BYTES} bytes wait, n8n's heap is larger by ${grown(heapWaiting)} bytes for each; after a crash by ${grown(heapAfterCrash)}.`,
	);
	// n8n itself keeps what an execution has run with until it goes on, as with its own Wait node.
	expect(grown(heapWaiting)).toBeLessThan(4 * BODY_BYTES);
	expect(grown(heapAfterCrash)).toBeLessThan(BODY_BYTES / 4);

	statusCode = 200;
	const sentByThen = receiver.requests.length;
	await until(
		'all executions have ended well',
		async () => (await n8n.client.countExecutions('success')) === 1 + WAITING,
		{ timeoutMs: (DELAY_SECONDS + 120) * 1000, everyMs: 250 },
	);
	expect(idsOf(sentByThen)).toEqual(firstIds);
	expect(receiver.requests).toHaveLength(sentByThen + DELIVERIES);
}, 600_000);
