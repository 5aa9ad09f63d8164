import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import type { Receiver } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';
import type { SendResult, SendSetup } from '../../support/n8n/send';

const { secret, parameters } = standardWebhooks;

const run = async (
	items: readonly IDataObject[],
	onError: SendSetup['onError'],
	overrides: IDataObject = {},
): Promise<SendResult> =>
	await send({
		parameters: {
			...parameters,
			url: '={{ $json.url }}',
			retryPolicy: 'none',
			options: { allowHttp: true, allowPrivateAddresses: true, circuitBreaker: false },
			...overrides,
		},
		items,
		secrets: { secret },
		onError,
	});

const inOrder: IDataObject = {
	options: { allowHttp: true, allowPrivateAddresses: true, keepOrder: true },
};

const failingWithoutUrl = '={{ $json.url ? $json.url : $("No such node").item.json.url }}';

const bodiesOf = ({ requests }: Receiver): unknown[] =>
	requests.map(({ body }) => (JSON.parse(body.toString()) as IDataObject).n);

test('items come out in the order in which they came in', async () => {
	const { url, requests } = await startReceiver();
	const { items } = await run(
		[1, 2, 3].map((n) => ({ n, url })),
		'stopWorkflow',
	);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	const numbers = new Map(
		requests.map(({ headers, body }) => [
			headers['webhook-id'],
			(JSON.parse(body.toString()) as IDataObject).n,
		]),
	);
	expect(items.map(({ json }) => numbers.get(json.id as string))).toEqual([1, 2, 3]);
});

test('no items, no requests', async () => {
	expect(await run([], 'stopWorkflow')).toEqual({ items: [], logs: [] });
});

describe.each(['stopWorkflow', undefined] as const)('On Error = %s', (onError) => {
	test('nothing is sent when any item is bad, and the error names the item', async () => {
		const receiver = await startReceiver();
		const { url } = receiver;
		const { error } = await run([{ url }, { url }, { url: 'oops' }, { url: '' }], onError);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: expect.stringContaining("The field 'URL' is not a complete address") as unknown,
			context: { itemIndex: 2 },
		});
		expect(receiver.requests).toEqual([]);
	});

	test('nothing is sent when an expression fails for any item', async () => {
		const receiver = await startReceiver();
		const { error } = await run([{ url: receiver.url }, {}], onError, { url: failingWithoutUrl });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(receiver.requests).toEqual([]);
	});

	test('a delivery that fails for good ends the run, once all the others are done', async () => {
		const receiver = await startReceiver(answering(200, 503, 200));
		const { url } = receiver;
		const { error, items } = await run(
			[1, 2, 3].map((n) => ({ n, url })),
			onError,
			inOrder,
		);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: '503', context: { itemIndex: 1 } });
		expect(items).toEqual([]);
		expect(bodiesOf(receiver)).toEqual([1, 2, 3]);
	});

	test('the error holds the records of all that failed, each of which can be sent again', async () => {
		const receiver = await startReceiver(answering(503, 200, 410, 200, 200));
		const { url } = receiver;
		const { error } = await run(
			[1, 2, 3].map((n) => ({ n, url })),
			onError,
			inOrder,
		);
		const { records } = error?.context as { records: IDataObject[] };
		expect(records).toMatchObject([
			{ status: 'failed', reason: 'retriesExhausted', statusCode: 503 },
			{ status: 'failed', reason: 'gone', statusCode: 410 },
		]);
		// As an error workflow gets them.
		const again = await run(JSON.parse(JSON.stringify(records)) as IDataObject[], onError, {
			operation: 'redeliver',
			record: '={{ $json }}',
			...inOrder,
		});
		expect(again.items.map(({ json }) => json.status)).toEqual(['delivered', 'delivered']);
		expect(bodiesOf(receiver)).toEqual([1, 2, 3, 1, 3]);
	});
});

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'On Error = %s',
	(onError) => {
		test('every item comes out: delivered, failed with its record, or with what is wrong', async () => {
			const receiver = await startReceiver(answering(200, 503, 202));
			const { url } = receiver;
			const { items, error } = await run(
				[
					{ n: 1, url },
					{ n: 2, url: 'oops' },
					{ n: 3, url },
					{ n: 4, url },
				],
				onError,
				inOrder,
			);
			expect(error).toBeUndefined();
			expect(bodiesOf(receiver)).toEqual([1, 3, 4]);
			expect(items).toEqual([
				{
					pairedItem: { item: 0 },
					json: expect.objectContaining({ status: 'delivered', statusCode: 200 }) as unknown,
				},
				{
					pairedItem: { item: 1 },
					// Nothing beside it: n8n would not take it for an error then.
					json: {
						error: expect.stringContaining("The field 'URL' is not a complete") as unknown,
					},
				},
				{
					pairedItem: { item: 2 },
					json: {
						error: 'The signed webhook was not delivered: The receiver answered 503',
						message: expect.stringContaining('Retry Policy') as unknown,
						details: expect.objectContaining({
							id: receiver.requests[1]?.headers['webhook-id'],
							status: 'failed',
							statusCode: 503,
							response: expect.objectContaining({ body: { ok: true } }) as unknown,
						}) as unknown,
					},
				},
				{
					pairedItem: { item: 3 },
					json: expect.objectContaining({ status: 'delivered', statusCode: 202 }) as unknown,
				},
			]);
		});

		test('an expression that fails for one item leaves the others alone', async () => {
			const receiver = await startReceiver();
			const { items, error } = await run(
				[{ n: 1, url: receiver.url }, { n: 2 }, { n: 3, url: receiver.url }],
				onError,
				{ url: failingWithoutUrl },
			);
			expect(error).toBeUndefined();
			expect(new Set(bodiesOf(receiver))).toEqual(new Set([1, 3]));
			expect(items).toMatchObject([
				{ json: { status: 'delivered' } },
				{ json: { error: expect.any(String) as unknown }, pairedItem: { item: 1 } },
				{ json: { status: 'delivered' } },
			]);
		});
	},
);

describe('where the node continues, a bad first item leaves the others alone', () => {
	const timeout = {
		options: {
			allowHttp: true,
			allowPrivateAddresses: true,
			timeoutSeconds: '={{ $json.timeout }}',
		},
	};

	test('that has a wrong option', async () => {
		const { url } = await startReceiver();
		const { items, error } = await run(
			[
				{ url, timeout: 999 },
				{ url, timeout: 5 },
			],
			'continueRegularOutput',
			timeout,
		);
		expect(error).toBeUndefined();
		expect(items).toMatchObject([
			{ json: { error: expect.stringContaining("'Timeout (Seconds)'") as unknown } },
			{ json: { status: 'delivered' } },
		]);
	});

	test('even when there are no others', async () => {
		const { items, error } = await run([{ timeout: 999 }], 'continueErrorOutput', timeout);
		expect(error).toBeUndefined();
		expect(items).toMatchObject([
			{ json: { error: expect.stringContaining("'Timeout (Seconds)'") as unknown } },
		]);
	});
});

test('a node without a credential sends nothing', async () => {
	const receiver = await startReceiver();
	const { error } = await send({
		parameters: { ...parameters, url: receiver.url, options: { allowHttp: true } },
	});
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error?.message).toMatch(/credentials/);
	expect(receiver.requests).toEqual([]);
});
