import type { IDataObject } from 'n8n-workflow';
import { statusesOf } from '../../support/n8n/durableResults';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import type { Receiver } from '../../support/n8n/receiver';
import {
	orders,
	itemsIn,
	sizesOf,
	messageIdOf,
	jsonOf,
	recordsIn,
	sendTogether,
} from '../../support/n8n/together';

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
				.flatMap(itemsIn)
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
		expect(request && itemsIn(request)).toMatchObject(
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
		expect(first.requests.flatMap(itemsIn).map(({ order }) => order)).toEqual([0, 2, 4]);
		expect(second.requests.flatMap(itemsIn).map(({ order }) => order)).toEqual([1, 3]);
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
			expect(new Set(itemsIn(request).map(({ kind }) => kind)).size).toBe(1);
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
		const [good, bad] = receiver.requests.map(messageIdOf);
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
		const items = orders(3).map((each) => ({ ...each, id: `order-${each.order as number}` }));
		const byId = { eventId: '={{ $json.id }}' };
		const { items: out } = await sendTogether(receiver.url, items, {}, byId);
		await sendTogether(receiver.url, items, {}, byId);
		expect(out.map(({ json }) => json.id)).toEqual(items.map(({ id }) => id));
		expect(new Set(receiver.requests.map(messageIdOf)).size).toBe(1);
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
		['no known form', /'Items As' must be one of: array, lines/, { itemsAs: 'csv' }, {}],
	])('%s', async (_, message, options, fields) => {
		const receiver = await startReceiver();
		const { error } = await sendTogether(receiver.url, orders(2), options, fields);
		expect(error?.message).toMatch(message);
		expect(receiver.requests).toEqual([]);
	});
});
