import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import type { SigningSecrets } from '../../support/n8n/credential';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';
import type { SendResult, SendSetup } from '../../support/n8n/send';

const { secret, otherSecret } = standardWebhooks;
const clock = useClock();

const local = { allowHttp: true, allowPrivateAddresses: true, circuitBreaker: false };

const sendOnce = async (
	url: string,
	onError: SendSetup['onError'] = 'continueRegularOutput',
): Promise<SendResult> =>
	await send({
		parameters: {
			...standardWebhooks.parameters,
			url,
			retryPolicy: 'none',
			bodySource: 'text',
			textBody: ' {"not": "tidy"}\n',
			options: { ...local, headers: { values: [{ name: 'X-Key', value: 'key-of-the-user' }] } },
		},
		secrets: { secret },
		onError,
	});

/** Sends the records of earlier items again, as the field's default expression finds them. */
const redeliver = async (
	items: readonly IDataObject[],
	{ secrets = { secret }, ...fields }: IDataObject & { secrets?: SigningSecrets } = {},
	onError: SendSetup['onError'] = 'stopWorkflow',
): Promise<SendResult> =>
	await send({
		parameters: { operation: 'redeliver', options: local, ...fields },
		items,
		secrets,
		onError,
	});

/** A failed delivery, and the receiver that accepts it from the second request on. */
async function failedOnce(onError?: SendSetup['onError']) {
	const receiver = await startReceiver(answering(503, 200));
	const { items } = await sendOnce(receiver.url, onError);
	const [item] = items;
	if (!item) throw new Error('The delivery has left no item');
	return { receiver, json: item.json, record: item.json.details as IDataObject };
}

type Failed = Awaited<ReturnType<typeof failedOnce>>;

describe('what failed is sent again with the same id and bytes, and a fresh signature', () => {
	test.each<[string, (failed: Failed) => [IDataObject, IDataObject]]>([
		['from the item of an error', ({ json }) => [json, {}]],
		['from the record alone', ({ record }) => [record, {}]],
		[
			'from text',
			({ record }) => [{ text: JSON.stringify(record) }, { record: '={{ $json.text }}' }],
		],
		['through JSON', ({ json }) => [JSON.parse(JSON.stringify(json)) as IDataObject, {}]],
		['from one that was shown as pending', ({ record }) => [{ ...record, status: 'pending' }, {}]],
	])('%s', async (_, toItem) => {
		const failed = await failedOnce();
		clock.advance(86_400_000);
		const [item, fields] = toItem(failed);
		const result = await redeliver([item], fields);

		expect(recordsOf(result)).toMatchObject([
			{
				id: failed.record.id,
				status: 'delivered',
				attempts: [{ number: 1, startedAt: '2023-11-15T22:13:20.000Z' }],
			},
		]);
		const [first, second] = failed.receiver.requests;
		if (!first || !second) throw new Error('Two requests were expected');
		expect(second.body).toEqual(first.body);
		for (const name of ['webhook-id', 'content-type', 'x-key']) {
			expect([name, second.headers[name]]).toEqual([name, first.headers[name]]);
		}
		expect(second.headers['webhook-timestamp']).toBe(String(clock.nowSeconds));
		expect(isGenuine(standardWebhooks, second)).toBe(true);
	});
});

test('what fails again comes out with a record that can be used again', async () => {
	const receiver = await startReceiver(answering(503, 500, 200));
	const [first] = recordsOf(await sendOnce(receiver.url));
	const second = await redeliver([first ?? {}], {}, 'continueErrorOutput');
	expect(recordsOf(second)).toMatchObject([
		{ id: first?.id, status: 'failed', statusCode: 500, attempts: [{ number: 1 }] },
	]);
	const third = await redeliver(second.items.map(({ json }) => json));
	expect(recordsOf(third)).toMatchObject([{ id: first?.id, status: 'delivered' }]);
	expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('with Stop Workflow, a delivery that fails again stops the workflow', async () => {
	const receiver = await startReceiver(answering(503));
	const records = recordsOf(await sendOnce(receiver.url));
	expect((await redeliver(records)).error).toBeInstanceOf(NodeApiError);
});

describe('of a message to many endpoints', () => {
	test('only those are tried again that have not got it', async () => {
		const delivered = await startReceiver();
		const [done] = recordsOf(await sendOnce(delivered.url));
		const failed = await failedOnce();
		const many = {
			id: 'msg_1',
			event: 'order.paid',
			status: 'failed',
			deliveries: [done, failed.record],
		};
		const { items } = await redeliver([{ error: 'text', details: many }]);
		expect(items).toMatchObject([
			{
				json: {
					id: 'msg_1',
					event: 'order.paid',
					status: 'delivered',
					deliveries: [done, { id: failed.record.id, status: 'delivered' }],
				},
			},
		]);
		expect(delivered.requests).toHaveLength(1);
		expect(failed.receiver.requests).toHaveLength(2);
	});

	test('an entry that is no record is refused', async () => {
		for (const entry of [null, 'text', 7, []]) {
			const { error } = await redeliver([{ id: 'a', deliveries: [entry] }]);
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error?.message).toMatch(/^The field 'Record'/);
		}
	});
});

test('a record of what was delivered is handed on, and nothing is sent', async () => {
	const receiver = await startReceiver();
	const { items } = await sendOnce(receiver.url);
	const result = await redeliver(items.map(({ json }) => json));
	expect(result.items.map(({ json }) => json)).toEqual(items.map(({ json }) => json));
	expect(receiver.requests).toHaveLength(1);
});

describe('after the secret was changed', () => {
	test('the previous one opens what was hidden, and both sign', async () => {
		const failed = await failedOnce();
		const secrets = { secret: otherSecret, previousSecret: secret };
		expect((await redeliver([failed.json], { secrets })).error).toBeUndefined();
		const request = failed.receiver.requests[1];
		expect(request?.headers['x-key']).toBe('key-of-the-user');
		expect(String(request?.headers['webhook-signature']).split(' ')).toHaveLength(2);
	});

	test('it cannot be sent without the previous one, and the error says what is missing', async () => {
		const failed = await failedOnce();
		const { error } = await redeliver([failed.json], { secrets: { secret: otherSecret } });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.message).toMatch(/field 'Record'.*'Previous Secret'/);
		expect(failed.receiver.requests).toHaveLength(1);
	});
});

test.each<[string, RegExp, (record: IDataObject) => unknown]>([
	['nothing', /^The field 'Record' must hold/, () => undefined],
	['an empty text', /^The field 'Record' must hold/, () => ''],
	['text that is no JSON', /^The field 'Record' must hold/, () => '{oops'],
	['a list', /^The field 'Record' must hold/, (record) => [record]],
	['an item of another node', /^The field 'Record' must hold/, () => ({ order: 1 })],
	[
		'a record without its delivery',
		/'Record' has a missing or wrong value at 'delivery'/,
		(record) => ({ ...record, delivery: undefined }),
	],
	[
		'a record of a later version',
		/'Record' has a missing or wrong value at 'delivery\.version'/,
		(record) => ({ ...record, delivery: { ...(record.delivery as IDataObject), version: 2 } }),
	],
	[
		'a record whose address was changed',
		/^The field 'Record': someone changed the record/,
		(record) => {
			const delivery = record.delivery as IDataObject;
			const endpoint = { ...(delivery.endpoint as IDataObject), url: 'http://127.0.0.1:9/hook' };
			return { ...record, delivery: { ...delivery, endpoint } };
		},
	],
])('%s is refused, and nothing is sent', async (_, message, change) => {
	const failed = await failedOnce();
	const { error } = await redeliver([{}], { record: change(failed.record) as IDataObject });
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error?.message).toMatch(message);
	expect(failed.receiver.requests).toHaveLength(1);
});

test.each<[string, IDataObject]>([
	["'Allow HTTP'", { ...local, allowHttp: false }],
	["'Allow Local Addresses'", { ...local, allowPrivateAddresses: false }],
])('the option %s of the node counts, not that of the record', async (label, options) => {
	const failed = await failedOnce();
	const { error } = await redeliver([failed.json], { options });
	expect(error?.message).toContain(label);
	expect(failed.receiver.requests).toHaveLength(1);
});

test.each<[string, (stored: IDataObject) => void]>([
	['scheme', (stored) => ((stored.message as IDataObject).scheme = { id: 'shared-token' })],
	['URL', (stored) => ((stored.endpoint as IDataObject).url = 'http://127.0.0.1:9/other')],
	['body', (stored) => ((stored.message as IDataObject).body = '{}')],
	['policy', (stored) => ((stored.policy as IDataObject).delaysMs = [1])],
	['proof', (stored) => (stored.proof = '')],
])('a record with another %s gets no signature and no secret', async (_, change) => {
	const failed = await failedOnce();
	const record = JSON.parse(JSON.stringify(failed.record)) as IDataObject;
	change(record.delivery as IDataObject);
	const { error } = await redeliver([{}], { record });
	expect(error?.message).toMatch(/^The field 'Record': someone changed the record/);
	expect(failed.receiver.requests).toHaveLength(1);
});

test('a record whose keys a database has ordered anew is sent again', async () => {
	const failed = await failedOnce();
	const reversed = (value: unknown): unknown =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(
					Object.entries(value)
						.reverse()
						.map(([key, each]) => [key, reversed(each)]),
				)
			: value;
	const { items } = await redeliver([{}], { record: reversed(failed.record) as IDataObject });
	expect(items).toMatchObject([{ json: { status: 'delivered' } }]);
});

describe('a record that is nested very deeply', () => {
	const nest = (levels: number, inner: unknown): unknown => {
		let value = inner;
		for (let level = 0; level < levels; level += 1) value = { error: 'text', details: value };
		return value;
	};

	test.each([200, 20_000])('in %d levels is refused, with advice', async (levels) => {
		const failed = await failedOnce();
		const record = JSON.stringify({ id: 'a', deliveries: [] }).replace(
			'[]',
			'['.repeat(levels) + ']'.repeat(levels),
		);
		for (const fields of [{ record }, { record: JSON.stringify(nest(150, failed.json)) }]) {
			const { error } = await redeliver([{}], fields);
			expect(error?.message).toMatch(
				/field 'Record' is nested more deeply.*exactly as this node returned it/,
			);
		}
	});

	test('still holds where the deepest answer that is kept is in it', async () => {
		const receiver = await startReceiver((response, requestNumber) => {
			response.writeHead(requestNumber === 1 ? 503 : 200, { 'content-type': 'application/json' });
			response.end('['.repeat(100) + ']'.repeat(100));
		});
		const { items } = await sendOnce(receiver.url, 'continueErrorOutput');
		const record = { id: 'a', deliveries: recordsOf({ items, logs: [] }) };
		const { error } = await redeliver([{ error: 'text', details: record }]);
		expect(error).toBeUndefined();
		expect(receiver.requests).toHaveLength(2);
	});
});
