import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { startReceiver } from '../support/n8n/receiver';
import type { Receiver } from '../support/n8n/receiver';
import { useSharedN8n } from '../support/e2e/n8n';
import { anyNode, chain, sendNode, storeSecrets } from '../support/e2e/workflows';
import type { StoredCredential } from '../support/e2e/workflows';
import { outputItems } from '../rig/client.js';

/* Slow: the receivers let real time pass. The deliveries do so side by side. */

const n8n = useSharedN8n();
const secret = `whsec_${Buffer.alloc(32, 4).toString('base64')}`;
const receivers: Receiver[] = [];
let credential: StoredCredential;

type Act = (response: ServerResponse) => void;

const status =
	(statusCode: number, headers: Record<string, string> = {}): Act =>
	(response) =>
		response.writeHead(statusCode, headers).end('{}');
const ok = status(200);
const hang: Act = () => undefined;
const reset: Act = (response) => response.socket?.destroy();
/** The status comes at once, and the body never ends. */
const slowBody =
	(statusCode: number): Act =>
	(response) => {
		response.writeHead(statusCode, { 'content-type': 'text/plain' });
		const timer = setInterval(() => response.write('.'), 100);
		response.on('close', () => clearInterval(timer));
	};
const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString();

beforeAll(async () => {
	credential = await storeSecrets(n8n, { secret });
});

afterAll(async () => {
	await Promise.all(receivers.map(async ({ close }) => await close()));
});

const gapsBetween = (timesMs: readonly number[]): number[] =>
	timesMs.slice(1).map((timeMs, index) => timeMs - (timesMs[index] ?? 0));

/** Sends one webhook to a receiver that acts by this script, and gives the record. */
async function sendTo(acts: readonly Act[], parameters: object) {
	const target = await startReceiver((response, requestNumber) =>
		acts[requestNumber - 1]?.(response),
	);
	receivers.push(target);
	const path = randomUUID();
	const hook = anyNode('n8n-nodes-base.webhook', 2, {
		webhookId: path,
		parameters: { path, httpMethod: 'POST' },
	});
	const send = sendNode(
		{
			url: target.url,
			retryPolicy: 'list',
			delays: '1s, 1s, 1s, 1s, 1s',
			options: {
				allowHttp: true,
				allowPrivateAddresses: true,
				jitter: 'none',
				timeoutSeconds: 1,
				circuitBreaker: false,
			},
			...parameters,
		},
		credential,
		{ onError: 'continueRegularOutput' },
	);
	const { id } = await n8n.client.createWorkflow({
		name: path,
		nodes: [hook, send],
		connections: chain(hook, send),
	});
	await n8n.client.activate(id);
	const answer = await fetch(`${n8n.baseUrl}/webhook/${path}`, { method: 'POST' });
	expect(answer.status).toBe(200);
	const [execution] = await n8n.client.waitForExecutions({
		workflowId: id,
		count: 1,
		timeoutMs: 60_000,
	});
	const [item] = outputItems(await n8n.client.execution(execution?.id ?? ''), send.name) as [
		{ details?: object },
	];
	const { requests } = target;
	const record = (item.details ?? item) as Record<string, unknown>;
	const { attempts = [] } = record as { attempts?: Array<{ startedAt: string }> };
	expect(attempts).toHaveLength(requests.length);
	return {
		record,
		requests,
		gapsMs: gapsBetween(attempts.map(({ startedAt }) => Date.parse(startedAt))),
		arrivalGapsMs: gapsBetween(requests.map(({ receivedAt }) => receivedAt)),
	};
}

/** Timers of Node.js may end a little before their time by the clock. */
const CLOCK_SLACK_MS = 5;
/** A busy machine may note one request later than it came, and the next one at once. */
const ARRIVAL_SLACK_MS = 250;

/** Attempts begin that far apart by the clock of n8n, and reach the receiver so. */
const expectAtLeast = (
	{ gapsMs, arrivalGapsMs }: Awaited<ReturnType<typeof sendTo>>,
	...leastMs: number[]
) => {
	expect(gapsMs).toHaveLength(leastMs.length);
	for (const [index, least] of leastMs.entries()) {
		expect(gapsMs[index]).toBeGreaterThanOrEqual(least - CLOCK_SLACK_MS);
		expect(arrivalGapsMs[index]).toBeGreaterThanOrEqual(least - ARRIVAL_SLACK_MS);
	}
};

test.concurrent(
	'a receiver that fails in every way gets the message again after each, and then accepts it',
	async () => {
		const sent = await sendTo([status(500), hang, reset, slowBody(503), status(404), ok], {});
		const { record, requests } = sent;
		expect(record).toMatchObject({
			status: 'delivered',
			attempts: [
				{ statusCode: 500, reason: 'status', nextDelayMs: 1000 },
				{ statusCode: null, error: { kind: 'timeout' }, reason: 'networkError' },
				{ statusCode: null, error: { kind: 'reset' }, reason: 'networkError' },
				{ statusCode: 503, reason: 'status' },
				{ statusCode: 404, reason: 'status' },
				{ statusCode: 200, reason: 'accepted' },
			],
		});
		expect(new Set(requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
		expect(new Set(requests.map(({ body }) => body.toString())).size).toBe(1);
		// A hanging answer takes its timeout of a second first; so does a body that never ends.
		expectAtLeast(sent, 1000, 2000, 1000, 2000, 1000);
	},
	90_000,
);

test.concurrent(
	'a status counts although the body behind it never ends',
	async () => {
		const { record, requests } = await sendTo([slowBody(200)], {});
		expect(record).toMatchObject({
			status: 'delivered',
			response: { statusCode: 200, bodyOmitted: 'the response broke off' },
		});
		expect(requests).toHaveLength(1);
	},
	90_000,
);

test.concurrent(
	'Retry-After puts an attempt off, in seconds and as a date, and never brings it forward',
	async () => {
		const sent = await sendTo(
			[
				status(429, { 'retry-after': '3' }),
				(response) => status(503, { 'retry-after': inSeconds(4) })(response),
				status(503, { 'retry-after': '0' }),
				status(503, { 'retry-after': '2.5' }),
				ok,
			],
			{},
		);
		// A date has whole seconds only, so up to one of the four is over when it is read.
		expectAtLeast(sent, 3000, 3000, 1000, 1000);
	},
	90_000,
);

test.concurrent.each<[string, Act, object]>([
	['410', status(410), { reason: 'gone', statusCode: 410 }],
	[
		'a redirect',
		status(302, { location: 'http://127.0.0.1/' }),
		{ reason: 'redirect', statusCode: 302 },
	],
	[
		'a wait that is too long',
		status(503, { 'retry-after': '100000' }),
		{ reason: 'retryAfterTooLong', statusCode: 503 },
	],
])(
	'%s ends the delivery, and its record can be sent again',
	async (_, act, expected) => {
		const { record, requests } = await sendTo([act, ok], {});
		expect(record).toMatchObject({ ...expected, status: 'failed', delivery: { version: 1 } });
		expect(requests).toHaveLength(1);
	},
	90_000,
);

test.concurrent(
	'a receiver that is never there ends in a record after the last retry',
	async () => {
		const { record, requests } = await sendTo([reset, reset], { delays: '1s' });
		expect(record).toMatchObject({
			status: 'failed',
			reason: 'retriesExhausted',
			statusCode: null,
			attempts: [{ error: { kind: 'reset' } }, { error: { kind: 'reset' } }],
		});
		expect(requests).toHaveLength(2);
	},
	90_000,
);
