import type { IDataObject } from 'n8n-workflow';
import { statusesOf } from '../../support/n8n/durableResults';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { startReceiver } from '../../support/n8n/receiver';
import type { Answer, Receiver } from '../../support/n8n/receiver';
import {
	orders,
	itemsIn,
	sizesOf,
	messageIdOf,
	recordsIn,
	sendTogether,
} from '../../support/n8n/together';

describe('a request that is too large for the receiver', () => {
	/** Takes requests of so many items. */
	const taking = async (most: number, then = 200): Promise<Receiver> => {
		const answer: Answer = (response, number) => {
			const request = receiver.requests[number - 1];
			const isFine = request !== undefined && itemsIn(request).length <= most;
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
		const [whole, left, leftOfLeft, rightOfLeft, right] = receiver.requests.map(messageIdOf);
		expect(new Set(receiver.requests.map(messageIdOf)).size).toBe(5);
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
		const arrived = receiver.requests.filter((each) => itemsIn(each).length === 1).flatMap(itemsIn);
		expect(arrived.map(({ order }) => order)).toEqual(orders(8).map(({ order }) => order));
	});
});
