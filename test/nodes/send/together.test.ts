import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { durableOptions, durableStarter, secondsOf, statusesOf } from '../../support/n8n/durable';
import type { DurableSetup } from '../../support/n8n/durable';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import type { Answer, ReceivedRequest, Receiver } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';
import type { SendSetup } from '../../support/n8n/send';

const { secret, parameters } = standardWebhooks;
const clock = useClock();
const start = durableStarter(clock);

const orders = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, order) => ({ order }));

const bodyOf = ({ body }: ReceivedRequest): IDataObject[] =>
	JSON.parse(body.toString()) as IDataObject[];

/** How many items each request holds. */
const sizesOf = ({ requests }: Receiver): number[] => requests.map((each) => bodyOf(each).length);

const idOf = ({ headers }: ReceivedRequest): unknown => headers['webhook-id'];

const jsonOf = ({ json }: INodeExecutionData): IDataObject => (json.details ?? json) as IDataObject;

const recordsIn = (items: readonly INodeExecutionData[]): IDataObject[] =>
	items.flatMap((item) => jsonOf(item).deliveries as IDataObject[]);

/** Sends items in requests of three, without retries. */
const sendTogether = async (
	url: string,
	items: readonly IDataObject[],
	options: IDataObject = {},
	fields: IDataObject = {},
	setup: Partial<SendSetup> = {},
) =>
	await send({
		parameters: {
			...parameters,
			url,
			retryPolicy: 'none',
			options: { allowHttp: true, allowPrivateAddresses: true, itemsPerRequest: 3, ...options },
			...fields,
		},
		items,
		secrets: { secret },
		...setup,
	});

describe('how many go together', () => {
	test.each([
		[1, [1]],
		[2, [2]],
		[3, [3]],
		[4, [3, 1]],
		[7, [3, 3, 1]],
	])('%i items in requests of three', async (count, sizes) => {
		const receiver = await startReceiver();
		const { items } = await sendTogether(receiver.url, orders(count));
		expect(sizesOf(receiver).sort()).toEqual([...sizes].sort());
		expect(
			receiver.requests
				.flatMap(bodyOf)
				.map(({ order }) => order)
				.sort(),
		).toEqual(orders(count).map(({ order }) => order));
		expect(receiver.requests.every((each) => isGenuine(standardWebhooks, each))).toBe(true);
		expect(receiver.requests[0]?.headers['content-type']).toBe('application/json');
		expect(items).toHaveLength(count);
		expect(statusesOf(items)).toEqual(Array(count).fill('delivered'));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			orders(count).map((_, item) => ({ item })),
		);
	});

	test('one per request is a list of one', async () => {
		const receiver = await startReceiver();
		await sendTogether(receiver.url, orders(2), { itemsPerRequest: 1 });
		expect(sizesOf(receiver)).toEqual([1, 1]);
	});

	test('the size of a request is limited', async () => {
		const receiver = await startReceiver();
		const items = orders(5).map((each) => ({ ...each, text: 'x'.repeat(400) }));
		await sendTogether(receiver.url, items, { itemsPerRequest: 50, maxRequestKilobytes: 1 });
		expect(sizesOf(receiver).sort()).toEqual([1, 2, 2]);
		expect(receiver.requests.every(({ body }) => body.length <= 1024)).toBe(true);
	});

	test('as lines', async () => {
		const receiver = await startReceiver();
		await sendTogether(receiver.url, orders(2), { itemsAs: 'lines' });
		const [request] = receiver.requests;
		expect(request?.body.toString()).toBe('{"order":0}\n{"order":1}\n');
		expect(request?.headers['content-type']).toBe('application/x-ndjson');
		expect(request && isGenuine(standardWebhooks, request)).toBe(true);
	});

	test('with a media type of the user', async () => {
		const receiver = await startReceiver();
		await sendTogether(receiver.url, orders(2), { contentType: 'application/vnd.orders+json' });
		expect(receiver.requests[0]?.headers['content-type']).toBe('application/vnd.orders+json');
	});

	test('each in its envelope', async () => {
		const receiver = await startReceiver();
		const { items } = await sendTogether(
			receiver.url,
			orders(2),
			{},
			{
				envelope: 'twig',
				organizationId: 'org-1',
				eventName: 'agent.created',
			},
		);
		const [request] = receiver.requests;
		const ids = items.map(({ json }) => json.id);
		expect(request && bodyOf(request)).toMatchObject(
			ids.map((id) => ({ id, type: 'agent.created' })),
		);
	});
});

describe('what goes together', () => {
	const mixed = (first: Receiver, second: Receiver) =>
		[first, second, first, second, first].map(({ url }, order) => ({ url, order }));

	test('only items with the same endpoint', async () => {
		const [first, second] = [await startReceiver(), await startReceiver()];
		const { items } = await sendTogether('={{ $json.url }}', mixed(first, second));
		expect(first.requests.flatMap(bodyOf).map(({ order }) => order)).toEqual([0, 2, 4]);
		expect(second.requests.flatMap(bodyOf).map(({ order }) => order)).toEqual([1, 3]);
		expect([sizesOf(first), sizesOf(second)]).toEqual([[3], [2]]);
		expect(recordsIn(items).map(({ url }) => url)).toEqual([first.url, second.url]);
	});

	test('in order, only items that follow one another', async () => {
		const [first, second] = [await startReceiver(), await startReceiver()];
		await sendTogether('={{ $json.url }}', mixed(first, second), { keepOrder: true });
		expect([sizesOf(first), sizesOf(second)]).toEqual([
			[1, 1, 1],
			[1, 1],
		]);
	});

	test.each<[string, IDataObject, IDataObject]>([
		['event name', { scheme: 'github', eventName: '={{ $json.kind }}' }, {}],
		['header', {}, { headers: { values: [{ name: 'X-Kind', value: '={{ $json.kind }}' }] } }],
		['timeout', {}, { timeoutSeconds: "={{ $json.kind === 'a' ? 20 : 30 }}" }],
	])('only items with the same %s', async (_, fields, options) => {
		const receiver = await startReceiver();
		const items = ['a', 'b', 'a', 'b'].map((kind) => ({ kind }));
		await sendTogether(receiver.url, items, options, fields);
		expect(sizesOf(receiver)).toEqual([2, 2]);
		for (const request of receiver.requests) {
			expect(new Set(bodyOf(request).map(({ kind }) => kind)).size).toBe(1);
		}
	});
});

describe('what comes out', () => {
	test('each item says how it went; the record of a request is with the first of its items', async () => {
		const receiver = await startReceiver(answering(200, 500));
		const result = await sendTogether(
			receiver.url,
			orders(5),
			{ concurrency: 1 },
			{},
			{
				onError: 'continueRegularOutput',
			},
		);
		expect(statusesOf(result.items)).toEqual([
			...Array<string>(3).fill('delivered'),
			...Array<string>(2).fill('failed'),
		]);
		const ids = result.items.map((item) => jsonOf(item).id);
		expect(new Set(ids).size).toBe(5);
		const [good, bad] = receiver.requests.map(idOf);
		expect(result.items.map((item) => jsonOf(item).requests)).toEqual([
			[good],
			[good],
			[good],
			[bad],
			[bad],
		]);
		expect(result.items.map((item) => (jsonOf(item).deliveries as []).length)).toEqual([
			1, 0, 0, 1, 0,
		]);
		expect(recordsIn(result.items)).toMatchObject([
			{ id: good, status: 'delivered', statusCode: 200, items: ids.slice(0, 3) },
			{ id: bad, status: 'failed', statusCode: 500, items: ids.slice(3), delivery: { version: 1 } },
		]);
		expect(result.items[4]?.json).toMatchObject({
			error: 'The signed webhook was not delivered: The receiver answered 500',
			details: { id: ids[4], statusCode: 500, reason: 'retriesExhausted' },
		});
	});

	test('the same items have the same ids, whenever they are sent', async () => {
		const receiver = await startReceiver();
		const items = orders(3).map((each) => ({ ...each, id: `order-${String(each.order)}` }));
		const byId = { eventId: '={{ $json.id }}' };
		const { items: out } = await sendTogether(receiver.url, items, {}, byId);
		await sendTogether(receiver.url, items, {}, byId);
		expect(out.map(({ json }) => json.id)).toEqual(items.map(({ id }) => id));
		expect(new Set(receiver.requests.map(idOf)).size).toBe(1);
	});
});

describe('what cannot go together is an error before anything is sent', () => {
	test.each<[string, RegExp, IDataObject, IDataObject]>([
		['a text', /'Items per Request' takes JSON only/, {}, { bodySource: 'text', textBody: 'hi' }],
		['two items with one ID', /'Event ID'.*earlier item/, {}, { eventId: 'order-1' }],
		[
			'an item that is too large',
			/'Largest Request \(Kilobytes\)' is too small.*Raise it to 2/,
			{ maxRequestKilobytes: 1 },
			{ bodySource: 'json', jsonBody: JSON.stringify('x'.repeat(1100)) },
		],
		[
			'none per request',
			/'Items per Request' must be a whole number from 1/,
			{ itemsPerRequest: 0 },
			{},
		],
		['no known form', /'Items as' must be one of: array, lines/, { itemsAs: 'csv' }, {}],
	])('%s', async (_, message, options, fields) => {
		const receiver = await startReceiver();
		const { error } = await sendTogether(receiver.url, orders(2), options, fields);
		expect(error?.message).toMatch(message);
		expect(receiver.requests).toEqual([]);
	});
});

describe('a request that is too large for the receiver', () => {
	/** Takes requests of so many items. */
	const taking = async (most: number, then = 200): Promise<Receiver> => {
		const answer: Answer = (response, number) => {
			const request = receiver.requests[number - 1];
			const isFine = request !== undefined && bodyOf(request).length <= most;
			response.writeHead(isFine ? then : 413).end('{}');
		};
		const receiver: Receiver = await startReceiver(answer);
		return receiver;
	};

	test('is split until it fits, and the records say all', async () => {
		const receiver = await taking(2);
		const { items } = await sendTogether(receiver.url, orders(5), {
			itemsPerRequest: 5,
			splitOn413: true,
		});
		expect(sizesOf(receiver)).toEqual([5, 3, 2, 1, 2]);
		expect(statusesOf(items)).toEqual(Array(5).fill('delivered'));
		expect(receiver.requests.every((each) => isGenuine(standardWebhooks, each))).toBe(true);
		const [whole, left, leftOfLeft, rightOfLeft, right] = receiver.requests.map(idOf);
		expect(new Set(receiver.requests.map(idOf)).size).toBe(5);
		const records = recordsIn(items);
		const byId = Object.fromEntries(records.map((each) => [each.id, each]));
		expect(byId[whole as string]).toMatchObject({
			status: 'split',
			reason: 'tooLarge',
			statusCode: 413,
			splitInto: [left, right],
			attempts: [{ statusCode: 413, outcome: 'failed', reason: 'tooLarge' }],
		});
		expect(byId[whole as string]).not.toHaveProperty('delivery');
		expect(byId[left as string]).toMatchObject({ splitInto: [leftOfLeft, rightOfLeft] });
		expect(byId[right as string]).toMatchObject({ status: 'delivered' });
		expect(items[4]?.json.requests).toEqual([whole, right]);
		expect((items[3]?.json.deliveries as IDataObject[]).map(({ id }) => id)).toEqual([right]);
	});

	test('is a failure like any other unless the user says so, and where a single item is too large', async () => {
		const receiver = await taking(0);
		const result = await sendTogether(
			receiver.url,
			orders(2),
			{},
			{},
			{
				onError: 'continueRegularOutput',
			},
		);
		expect(sizesOf(receiver)).toEqual([2]);
		expect(statusesOf(result.items)).toEqual(['failed', 'failed']);
		const split = await sendTogether(
			receiver.url,
			orders(2),
			{ splitOn413: true },
			{},
			{
				onError: 'continueRegularOutput',
			},
		);
		expect(sizesOf(receiver)).toEqual([2, 2, 1, 1]);
		expect(statusesOf(split.items)).toEqual(['failed', 'failed']);
		expect(recordsIn(split.items).map(({ status }) => status)).toEqual([
			'split',
			'failed',
			'failed',
		]);
	});

	test('in order, the items arrive in order', async () => {
		const receiver = await taking(1);
		await sendTogether(receiver.url, orders(8), {
			itemsPerRequest: 4,
			splitOn413: true,
			keepOrder: true,
		});
		const arrived = receiver.requests.filter((each) => bodyOf(each).length === 1).flatMap(bodyOf);
		expect(arrived.map(({ order }) => order)).toEqual(orders(8).map(({ order }) => order));
	});
});

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
		expect(first && again && [idOf(again), again.body]).toEqual(first && [idOf(first), first.body]);
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

	test('a crash in an attempt makes a failure of every item, and the record is with the first', async () => {
		const receiver = await startReceiver(answering(503));
		const items = orders(2).map((each) => ({ ...each, url: receiver.url }));
		const execution = await durably(items, { onError: 'continueErrorOutput' });
		await execution.crashInAttempt();
		expect(execution.failed).toMatchObject([
			{
				json: {
					details: { status: 'failed', reason: 'interrupted', deliveries: [{ delivery: {} }] },
				},
			},
			{ json: { details: { status: 'failed', reason: 'interrupted', deliveries: [] } } },
		]);
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

describe('sent again', () => {
	const redeliver = async (items: readonly IDataObject[], setup: Partial<SendSetup> = {}) =>
		await send({
			parameters: {
				operation: 'redeliver',
				options: { allowHttp: true, allowPrivateAddresses: true },
			},
			items,
			secrets: { secret },
			...setup,
		});

	const failedItems = async (receiver: Receiver, count: number, options: IDataObject = {}) => {
		const { items } = await sendTogether(
			receiver.url,
			orders(count),
			options,
			{},
			{
				onError: 'continueRegularOutput',
			},
		);
		return items.map(({ json }) => json);
	};

	test('each request goes out one more time, and every item comes out with its end', async () => {
		const receiver = await startReceiver(answering(500, 500, 200));
		const failed = await failedItems(receiver, 4);
		const { items } = await redeliver(failed);
		expect(sizesOf(receiver).sort()).toEqual([1, 1, 3, 3]);
		expect(new Set(receiver.requests.map(idOf)).size).toBe(2);
		expect(statusesOf(items)).toEqual(Array(4).fill('delivered'));
	});

	test('a record by itself does, too, and is split if it must be', async () => {
		const receiver = await startReceiver(answering(500, 413, 200));
		const failed = await failedItems(receiver, 2, { splitOn413: true });
		const [record] = (failed[0]?.details as IDataObject).deliveries as IDataObject[];
		const { items } = await redeliver([record as IDataObject]);
		expect(sizesOf(receiver)).toEqual([2, 2, 1, 1]);
		expect(items[0]?.json).toMatchObject({
			status: 'delivered',
			deliveries: [{ status: 'split' }, { status: 'delivered' }, { status: 'delivered' }],
		});
	});

	test('of a request that was split, only what failed is sent again', async () => {
		const receiver = await startReceiver(answering(413, 200, 500, 200));
		const failed = await failedItems(receiver, 2, { splitOn413: true });
		const { items } = await redeliver(failed);
		expect(sizesOf(receiver)).toEqual([2, 1, 1, 1]);
		expect(statusesOf(items)).toEqual(['delivered', 'delivered']);
	});

	test('an item without the record of its request is an error, and nothing is sent', async () => {
		const receiver = await startReceiver(answering(500));
		const [, second] = await failedItems(receiver, 2);
		const { error } = await redeliver([second as IDataObject]);
		expect(error?.message).toMatch(/'Record'.*together with others.*Hand over that item, too/);
		expect(receiver.requests).toHaveLength(1);
	});

	test('a body that was changed is refused', async () => {
		const receiver = await startReceiver(answering(500));
		const [first] = await failedItems(receiver, 2);
		const text = JSON.stringify(first).replace('"bytes":11', '"bytes":12');
		expect(text).not.toBe(JSON.stringify(first));
		const { error } = await redeliver([JSON.parse(text) as IDataObject]);
		expect(error?.message).toMatch(/'Record': it was changed/);
	});
});
