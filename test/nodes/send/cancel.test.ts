import { useClock } from '../../support/n8n/clock';
import { standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';
import type { SendResult, SendSetup } from '../../support/n8n/send';

const { secret, parameters } = standardWebhooks;
const clock = useClock();

interface Run extends Pick<SendSetup, 'executeWorkflow'> {
	readonly count?: number;
	readonly durable?: boolean;
	readonly delays?: string;
}

const run = async (
	url: string,
	cancelSignal: AbortSignal,
	{ count = 1, durable = true, delays = '60s', executeWorkflow }: Run = {},
): Promise<SendResult> =>
	await send({
		parameters: {
			...parameters,
			url,
			retryPolicy: 'list',
			delays,
			durable,
			options: {
				allowHttp: true,
				allowPrivateAddresses: true,
				circuitBreaker: false,
				keepOrder: true,
				jitter: 'none',
			},
		},
		items: Array.from({ length: count }, () => ({})),
		secrets: { secret },
		onError: 'continueRegularOutput',
		cancelSignal,
		...(executeWorkflow && { executeWorkflow }),
	});

describe('while it waits for the next attempt', () => {
	const LONG_MS = 45_000;

	/** Waits that have begun. They never end unless a test ends them. */
	let endWait: Promise<() => void>;

	beforeEach(() => {
		const { setTimeout } = globalThis;
		endWait = new Promise((waitHasBegun) => {
			const holdLongWaits = (end: () => void, delayMs = 0): unknown =>
				delayMs < LONG_MS ? setTimeout(end, delayMs) : waitHasBegun(end);
			jest.spyOn(globalThis, 'setTimeout').mockImplementation(holdLongWaits as typeof setTimeout);
		});
	});

	afterEach(() => jest.restoreAllMocks());

	test('cancelling ends the wait, and nothing is sent or suspended any more', async () => {
		const receiver = await startReceiver(answering(503));
		const controller = new AbortController();
		const executeWorkflow = jest.fn();
		const running = run(receiver.url, controller.signal, { count: 2, executeWorkflow });
		await endWait;
		controller.abort();
		expect(recordsOf(await running)).toMatchObject([
			{
				status: 'failed',
				reason: 'cancelled',
				statusCode: 503,
				attempts: [{ reason: 'status' }],
				delivery: { version: 1 },
			},
			{ status: 'failed', reason: 'cancelled', statusCode: null, attempts: [] },
		]);
		expect(receiver.requests).toHaveLength(1);
		expect(executeWorkflow).not.toHaveBeenCalled();
	});

	test('without Survive Restarts, even long waits are made in memory, and end so', async () => {
		const receiver = await startReceiver(answering(503));
		const controller = new AbortController();
		const running = run(receiver.url, controller.signal, { durable: false, delays: '6h' });
		await endWait;
		controller.abort();
		expect(recordsOf(await running)).toMatchObject([{ reason: 'cancelled' }]);
	});

	test('the next attempt comes when the wait is over', async () => {
		const receiver = await startReceiver(answering(503, 200));
		const running = run(receiver.url, new AbortController().signal);
		const end = await endWait;
		expect(receiver.requests).toHaveLength(1);
		clock.advance(60_000);
		end();
		expect(recordsOf(await running)).toMatchObject([{ status: 'delivered' }]);
	});
});

test('cancelling ends a request that is under way', async () => {
	const controller = new AbortController();
	const receiver = await startReceiver(() => controller.abort());
	expect(recordsOf(await run(receiver.url, controller.signal))).toMatchObject([
		{
			status: 'failed',
			attempts: [{ error: { kind: 'cancelled' }, reason: 'cancelled', statusCode: null }],
		},
	]);
	expect(receiver.requests).toHaveLength(1);
});

test('an execution that was cancelled before sends nothing', async () => {
	const receiver = await startReceiver();
	const records = recordsOf(await run(receiver.url, AbortSignal.abort(), { count: 3 }));
	expect(receiver.requests).toEqual([]);
	expect(records).toHaveLength(3);
});
