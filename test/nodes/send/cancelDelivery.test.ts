import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { DataTables } from '../../support/n8n/dataTables';
import { durableOptions, durableStarter } from '../../support/n8n/durable';
import { statusesOf } from '../../support/n8n/durableResults';
import type { DurableSetup } from '../../support/n8n/durable';
import { standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';

const { secret } = standardWebhooks;
const clock = useClock();
const start = durableStarter(clock);

/** Each test has a table of its own, and the node remembers where tables are. */
let tables: DataTables;
beforeEach(() => {
	tables = new DataTables();
});

const iso = (ms: number): string => new Date(ms).toISOString();

/** Starts executions that send an hour later. */
const later = async (
	items: readonly IDataObject[],
	changes: Partial<DurableSetup> = {},
	parameters: IDataObject = {},
	options: IDataObject = { sendAfter: '1h' },
) =>
	await start(
		items,
		{ tables, ...changes },
		{
			options: { ...durableOptions, ...options },
			eventId: '={{ $json.id }}',
			...parameters,
		},
	);

const operate = async (parameters: IDataObject, items: IDataObject[] = [{}]) => {
	const { items: out, error } = await send({
		parameters,
		items,
		executeWorkflow: async ({ code }, _, options) => {
			const answer = tables.run(code, options.inputData ?? []);
			if (!answer) throw new Error('It is no look at a table');
			return answer;
		},
	});
	return { out: out.map(({ json }) => json), error };
};

const cancel = async (...ids: string[]) =>
	(
		await operate(
			{ operation: 'cancel', cancelId: '={{ $json.id }}' },
			ids.map((id) => ({ id })),
		)
	).out;

const list = async () => (await operate({ operation: 'listWaiting' })).out;

test('what waits is listed, and gone from the list when it has ended', async () => {
	const receiver = await startReceiver(answering(503, 200));
	const execution = await later(
		[
			{ url: receiver.url, id: 'order-1', after: '2h' },
			{ url: receiver.url, id: 'order-2', after: '1h' },
			{ url: receiver.url, id: 'order-3', after: '' },
		],
		{},
		{},
		{ sendAfter: '={{ $json.after }}' },
	);
	expect(await list()).toEqual([
		{
			id: 'order-2',
			url: receiver.url,
			sendAt: iso(clock.nowMs + 3_600_000),
			workflowId: 'workflow1',
			workflow: 'Orders',
		},
		expect.objectContaining({ id: 'order-1' }),
	]);
	await execution.finish();
	expect(statusesOf(execution.delivered)).toEqual(['delivered', 'delivered', 'delivered']);
	expect(await list()).toEqual([]);
	expect(tables.rows).toEqual([]);
});

describe('Cancel', () => {
	test('before its time: nothing is sent, and the delivery ends as cancelled', async () => {
		const receiver = await startReceiver();
		const execution = await later([
			{ url: receiver.url, id: 'order-1' },
			{ url: receiver.url, id: 'order-2' },
		]);
		expect(await cancel('order-1')).toEqual([
			{
				id: 'order-1',
				status: 'cancelled',
				mayBeSent: false,
				deliveries: [expect.objectContaining({ id: 'order-1', url: receiver.url })],
			},
		]);
		expect((await list()).map(({ id }) => id)).toEqual(['order-2']);
		await execution.finish();
		expect(execution.status).toBe('success');
		expect(statusesOf(execution.delivered)).toEqual(['cancelled', 'delivered']);
		expect(execution.delivered[0]?.json).toMatchObject({
			id: 'order-1',
			reason: 'cancelled',
			attempts: [],
			delivery: { version: 1 },
		});
		expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual(['order-2']);
	});

	test('between two attempts: no further one is made', async () => {
		const receiver = await startReceiver(answering(503));
		const execution = await later([{ url: receiver.url, id: 'order-1' }]);
		await execution.wake();
		expect(receiver.requests).toHaveLength(1);
		expect(await cancel('order-1')).toMatchObject([{ status: 'cancelled', mayBeSent: true }]);
		await execution.finish();
		expect(receiver.requests).toHaveLength(1);
		expect(execution.delivered).toMatchObject([
			{ json: { status: 'cancelled', attempts: [{ statusCode: 503 }] } },
		]);
	});

	test('during an attempt: it counts, and no further one is made', async () => {
		let cancelling: Promise<unknown> | undefined;
		const receiver = await startReceiver((response) => {
			cancelling = cancel('order-1').then(() => response.writeHead(503).end('{}'));
		});
		const execution = await later([{ url: receiver.url, id: 'order-1' }]);
		await execution.finish();
		await cancelling;
		expect(receiver.requests).toHaveLength(1);
		expect(statusesOf(execution.delivered)).toEqual(['cancelled']);
	});

	test('after the end, and of what never was: not found', async () => {
		const receiver = await startReceiver();
		const execution = await later([{ url: receiver.url, id: 'order-1' }]);
		await execution.finish();
		expect(await cancel('order-1', 'order-7')).toEqual([
			{ id: 'order-1', status: 'notFound', deliveries: [] },
			{ id: 'order-7', status: 'notFound', deliveries: [] },
		]);
		expect(statusesOf(execution.delivered)).toEqual(['delivered']);
	});

	test('a second time says the same', async () => {
		const receiver = await startReceiver();
		await later([{ url: receiver.url, id: 'order-1' }]);
		await cancel('order-1');
		expect(await cancel('order-1')).toMatchObject([{ status: 'cancelled' }]);
	});

	test('of an event for many endpoints calls back all of its deliveries', async () => {
		const [fine, late] = [await startReceiver(), await startReceiver(answering(503))];
		const endpoints = [{ url: fine.url }, { url: late.url }];
		const execution = await later(
			[{ id: 'order-1', endpoints }],
			{},
			{ operation: 'sendToMany', eventName: 'order.created', endpointSource: 'item' },
		);
		await execution.wake();
		expect(await cancel('order-1')).toMatchObject([{ deliveries: [{ url: late.url }] }]);
		await execution.finish();
		expect(execution.delivered).toMatchObject([
			{
				json: {
					status: 'cancelled',
					deliveries: [{ status: 'delivered' }, { status: 'cancelled' }],
				},
			},
		]);
	});

	test('in the background, the result workflow is told, and no error workflow', async () => {
		const receiver = await startReceiver(answering(503));
		const execution = await later(
			[{ url: receiver.url, id: 'order-1' }],
			{ workflows: ['results1'] },
			{ whileWaiting: 'goOn', resultWorkflow: { __rl: true, mode: 'id', value: 'results1' } },
		);
		await cancel('order-1');
		await execution.finishBackground();
		expect(receiver.requests).toEqual([]);
		const told = execution.called.flatMap(({ items }) => items);
		expect(told).toMatchObject([{ id: 'order-1', status: 'cancelled' }]);
		expect(execution.backgroundEnds.every(({ run }) => !run?.data.resultData.error)).toBe(true);
	});

	test('holds also where a crash cuts off the round that has seen it', async () => {
		const receiver = await startReceiver();
		const execution = await later(
			[{ url: receiver.url, id: 'order-1' }],
			{},
			{ whileWaiting: 'goOn' },
		);
		await cancel('order-1');
		await execution.crashBackground({ loud: true });
		await execution.finishBackground();
		expect(receiver.requests).toEqual([]);
	});

	test('what was cancelled can be sent again from its record', async () => {
		const receiver = await startReceiver();
		const execution = await later([{ url: receiver.url, id: 'order-1' }]);
		await cancel('order-1');
		await execution.finish();
		const { items } = await send({
			parameters: { operation: 'redeliver', options: durableOptions },
			items: execution.delivered.map(({ json }) => json),
			secrets: { secret },
		});
		expect(statusesOf(items)).toEqual(['delivered']);
		expect(receiver.requests).toHaveLength(1);
	});

	test('needs an ID', async () => {
		const { error } = await operate({ operation: 'cancel', cancelId: ' ' });
		expect(error?.message).toMatch(/'Event ID' is empty/);
		expect(tables.operations).toEqual([]);
	});
});

describe('what can be cancelled', () => {
	test('a delivery that is sent now only by choice; before that, n8n is not asked for a table', async () => {
		const receiver = await startReceiver(answering(503, 503, 200));
		const plain = await later([{ url: receiver.url, id: 'order-1' }], {}, {}, {});
		expect(tables.operations).toEqual([]);
		await plain.finish();
		expect(tables.operations).toEqual([]);
		const failing = await startReceiver(answering(503));
		const chosen = await later(
			[{ url: failing.url, id: 'order-2' }],
			{},
			{},
			{ cancellable: true },
		);
		await cancel('order-2');
		await chosen.finish();
		expect(failing.requests).toHaveLength(1);
		expect(statusesOf(chosen.delivered)).toEqual(['cancelled']);
	});

	test('one that is sent later, unless the user does without', async () => {
		const receiver = await startReceiver();
		const execution = await later(
			[{ url: receiver.url, id: 'order-1' }],
			{},
			{},
			{
				sendAfter: '1h',
				cancellable: false,
			},
		);
		await execution.finish();
		expect(tables.operations).toEqual([]);
		expect(receiver.requests).toHaveLength(1);
	});
});

describe('where n8n has no Data Tables', () => {
	test('nothing is sent that was to be cancellable, and the sentence names the option', async () => {
		const receiver = await startReceiver();
		tables.problem = 'the module is disabled';
		const execution = await later([{ url: receiver.url, id: 'order-1' }]);
		expect(execution.error?.message).toMatch(
			/'Cancellable' needs n8n's Data Tables.*the module is disabled.*switch the option off/,
		);
		expect(execution.started).toEqual([]);
	});

	test('Cancel and List Waiting say so', async () => {
		tables.problem = 'the module is disabled';
		const cancelled = await operate({ operation: 'cancel', cancelId: 'order-1' });
		expect(cancelled.error?.message).toMatch(/Data Tables cannot be used: the module is disabled/);
		const listed = await operate({ operation: 'listWaiting' });
		expect(listed.error?.message).toMatch(/Data Tables cannot be used/);
	});

	test('a delivery that waits already is sent rather than lost', async () => {
		const receiver = await startReceiver();
		const execution = await later([{ url: receiver.url, id: 'order-1' }]);
		tables.problem = 'the database is locked';
		await execution.finish();
		expect(receiver.requests).toHaveLength(1);
		expect(statusesOf(execution.delivered)).toEqual(['delivered']);
	});
});

test('a table that was deleted is made again', async () => {
	const receiver = await startReceiver();
	await later([{ url: receiver.url, id: 'order-1' }]);
	tables = new DataTables();
	await later([{ url: receiver.url, id: 'order-2' }]);
	expect((await list()).map(({ id }) => id)).toEqual(['order-2']);
});

test('rows that nothing more can come of are dropped', async () => {
	const receiver = await startReceiver(answering(200));
	await later([{ url: receiver.url, id: 'order-1' }]);
	clock.advance(100 * 24 * 3_600_000);
	expect(await list()).toEqual([]);
	await later([{ url: receiver.url, id: 'order-2' }]);
	expect(tables.rows.map(({ eventId }) => eventId)).toEqual(['order-2']);
});
