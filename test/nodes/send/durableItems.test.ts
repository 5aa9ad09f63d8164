import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { durableOptions, durableStarter } from '../../support/n8n/durable';
import { secondsOf, statusesOf } from '../../support/n8n/durableResults';
import { answering, startReceiver } from '../../support/n8n/receiver';
import type { Answer } from '../../support/n8n/receiver';

const clock = useClock();
const start = durableStarter(clock);
const MINUTE_MS = 60_000;

describe('several items', () => {
	const retryAfter =
		(seconds: number, ...statusCodes: [number, ...number[]]): Answer =>
		(response, requestNumber) => {
			response.setHeader('Retry-After', String(seconds));
			answering(...statusCodes)(response, requestNumber);
		};

	test('are each tried when they are due, and come out in the order in which they came in', async () => {
		const startMs = clock.nowMs;
		const atOnce = await startReceiver();
		const late = await startReceiver(retryAfter(600, 503, 200));
		const soon = await startReceiver(answering(503, 200));
		const execution = await start([late, atOnce, soon, atOnce].map(({ url }) => ({ url })));
		expect(statusesOf(execution.items)).toEqual(['pending', 'delivered', 'pending', 'delivered']);
		const settled = execution.items[1];

		expect(execution.waitingUntilMs).toBe(startMs + 5 * MINUTE_MS);
		await execution.wake();
		expect([late.requests.length, soon.requests.length]).toEqual([1, 2]);
		expect(execution.waitingUntilMs).toBe(startMs + 10 * MINUTE_MS);
		await execution.wake();

		expect(statusesOf(execution.delivered)).toEqual(Array(4).fill('delivered'));
		expect(execution.delivered.map(({ json }) => json.url)).toEqual(
			[late, atOnce, soon, atOnce].map(({ url }) => url),
		);
		expect(execution.delivered[1]).toEqual(settled);
		expect(execution.delivered.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(atOnce.requests).toHaveLength(2);
		expect(secondsOf(late, startMs)).toEqual([0, 600]);
	});

	test('in strict order, those behind one that waits are not sent before it', async () => {
		const receiver = await startReceiver(answering(503, 200));
		const execution = await start(
			[1, 2, 3].map((n) => ({ n, url: receiver.url })),
			{},
			{ options: { ...durableOptions, keepOrder: true } },
		);
		expect(receiver.requests).toHaveLength(1);
		await execution.finish();
		const numbers = receiver.requests.map(
			({ body }) => (JSON.parse(body.toString()) as IDataObject).n,
		);
		expect(numbers).toEqual([1, 1, 2, 3]);
		expect(statusesOf(execution.delivered)).toEqual(Array(3).fill('delivered'));
	});

	test('an item that could not be prepared keeps its place', async () => {
		const { url } = await startReceiver(answering(503, 200));
		const execution = await start([{ url: 'oops' }, { url }], {
			onError: 'continueRegularOutput',
		});
		await execution.finish();
		expect(execution.delivered).toMatchObject([
			{ json: { error: expect.stringContaining("field 'URL'") as unknown } },
			{ json: { status: 'delivered' } },
		]);
	});
});
