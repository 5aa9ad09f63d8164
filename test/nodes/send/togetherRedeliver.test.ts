import type { IDataObject } from 'n8n-workflow';
import { statusesOf } from '../../support/n8n/durableResults';
import { standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import type { Receiver } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';
import type { SendSetup } from '../../support/n8n/send';
import { orders, sizesOf, messageIdOf, sendTogether } from '../../support/n8n/together';

describe('sent again', () => {
	const redeliver = async (items: readonly IDataObject[], setup: Partial<SendSetup> = {}) =>
		await send({
			parameters: {
				operation: 'redeliver',
				options: { allowHttp: true, allowPrivateAddresses: true },
			},
			items,
			secrets: { secret: standardWebhooks.secret },
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
		expect(new Set(receiver.requests.map(messageIdOf)).size).toBe(2);
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
		expect(error?.message).toMatch(/'Record'.*together with others.*Pass that item on, too/);
		expect(receiver.requests).toHaveLength(1);
	});

	test('a body that was changed is refused', async () => {
		const receiver = await startReceiver(answering(500));
		const [first] = await failedItems(receiver, 2);
		const text = JSON.stringify(first).replace('"bytes":11', '"bytes":12');
		expect(text).not.toBe(JSON.stringify(first));
		const { error } = await redeliver([JSON.parse(text) as IDataObject]);
		expect(error?.message).toMatch(/'Record': someone changed the record/);
	});
});
