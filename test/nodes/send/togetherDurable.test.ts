import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { durableOptions, durableStarter } from '../../support/n8n/durable';
import { secondsOf, statusesOf } from '../../support/n8n/durableResults';
import type { DurableSetup } from '../../support/n8n/durable';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { orders, sizesOf, messageIdOf, recordsIn } from '../../support/n8n/together';

const clock = useClock();
const start = durableStarter(clock);

describe('over a wait in the database', () => {
	/** Starts executions that send in requests of two, and try again after 5 and 30 minutes. */
	const durably = async (
		items: readonly IDataObject[],
		changes: Partial<DurableSetup> = {},
		fields: IDataObject = {},
		options: IDataObject = {},
	) =>
		await start(items, changes, {
			options: { ...durableOptions, itemsPerRequest: 2, ...options },
			...fields,
		});

	test('a request is tried again as it is, and all items come out in order', async () => {
		const receiver = await startReceiver(answering(503, 200));
		const startMs = clock.nowMs;
		const items = orders(3).map((each) => ({ ...each, url: receiver.url }));
		const execution = await durably(items, {}, {}, { concurrency: 1 });
		expect(statusesOf(execution.items)).toEqual(['pending', 'pending', 'delivered']);
		await execution.finish();
		expect(execution.status).toBe('success');
		expect(statusesOf(execution.delivered)).toEqual(['delivered', 'delivered', 'delivered']);
		expect(execution.delivered.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(secondsOf(receiver, startMs)).toEqual([0, 0, 300]);
		const [first, , again] = receiver.requests;
		expect(first && again && [messageIdOf(again), again.body]).toEqual(
			first && [messageIdOf(first), first.body],
		);
		expect(recordsIn(execution.delivered)).toHaveLength(2);
	});

	test('a request that is split after a wait goes on in two, which wait on', async () => {
		const receiver = await startReceiver(answering(503, 413, 200, 503, 200));
		const items = orders(2).map((each) => ({ ...each, url: receiver.url }));
		const execution = await durably(items, {}, {}, { splitOn413: true });
		await execution.wake();
		expect(execution.waitingUntilMs).toBeDefined();
		await execution.finish();
		expect(sizesOf(receiver)).toEqual([2, 2, 1, 1, 1]);
		expect(receiver.requests.every((each) => isGenuine(standardWebhooks, each))).toBe(true);
		expect(statusesOf(execution.delivered)).toEqual(['delivered', 'delivered']);
		expect(execution.delivered.map(({ json }) => (json.deliveries as []).length)).toEqual([2, 1]);
	});

	test('an attempt that a crash cuts off is made again, for all items in one request with the same id', async () => {
		const receiver = await startReceiver(answering(503, 200));
		const items = orders(2).map((each) => ({ ...each, url: receiver.url }));
		const execution = await durably(items, { onError: 'continueErrorOutput' });
		await execution.crashInAttempt();
		await execution.finish();
		expect(sizesOf(receiver)).toEqual([2, 2]);
		expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
		expect(statusesOf(execution.delivered)).toEqual(['delivered', 'delivered']);
		expect(execution.delivered.map(({ json }) => (json.deliveries as []).length)).toEqual([1, 0]);
		expect(execution.failed).toEqual([]);
	});

	test('in the background, the result workflow gets a record for each request', async () => {
		const receiver = await startReceiver(answering(503, 413, 200));
		const items = orders(2).map((each) => ({ ...each, url: receiver.url }));
		const execution = await durably(
			items,
			{ workflows: ['results1'] },
			{ whileWaiting: 'goOn', resultWorkflow: { __rl: true, mode: 'id', value: 'results1' } },
			{ splitOn413: true },
		);
		expect(statusesOf(execution.delivered)).toEqual(['pending', 'pending']);
		await execution.finishBackground();
		const told = execution.called.flatMap(({ items: records }) => records);
		expect(told.map(({ status }) => status)).toEqual(['split', 'delivered', 'delivered']);
		expect(sizesOf(receiver)).toEqual([2, 2, 1, 1]);
	});

	test('items that are sent at different times do not go together', async () => {
		const receiver = await startReceiver();
		const startMs = clock.nowMs;
		const items = ['1h', '2h', '1h', '2h'].map((after) => ({ after, url: receiver.url }));
		const execution = await durably(items, {}, {}, { sendAfter: '={{ $json.after }}' });
		await execution.finish();
		expect(sizesOf(receiver)).toEqual([2, 2]);
		expect(secondsOf(receiver, startMs)).toEqual([3600, 7200]);
		expect(statusesOf(execution.delivered)).toEqual(Array(4).fill('delivered'));
	});

	test('to many endpoints, each gets the items together, and each item depends on all of them', async () => {
		const [fine, late] = [await startReceiver(), await startReceiver(answering(503, 200))];
		const endpoints = [{ url: fine.url }, { url: late.url }];
		const execution = await durably(
			orders(2).map((each) => ({ ...each, endpoints })),
			{},
			{ operation: 'sendToMany', eventName: 'order.created', endpointSource: 'item' },
		);
		expect(statusesOf(execution.items)).toEqual(['pending', 'pending']);
		expect([sizesOf(fine), sizesOf(late)]).toEqual([[2], [2]]);
		await execution.finish();
		expect(statusesOf(execution.delivered)).toEqual(['delivered', 'delivered']);
		expect(execution.delivered.map(({ json }) => (json.deliveries as []).length)).toEqual([2, 0]);
	});
});
