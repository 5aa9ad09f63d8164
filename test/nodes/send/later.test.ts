import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { durableOptions, durableStarter } from '../../support/n8n/durable';
import { secondsOf, statusesOf } from '../../support/n8n/durableResults';
import type { DurableSetup } from '../../support/n8n/durable';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';

const clock = useClock();
const start = durableStarter(clock);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const iso = (ms: number): string => new Date(ms).toISOString();

/** Starts executions that send an hour later. */
const later = async (
	items: readonly IDataObject[],
	changes: Partial<DurableSetup> = {},
	parameters: IDataObject = {},
	options: IDataObject = { sendAfter: '1h' },
) => await start(items, changes, { options: { ...durableOptions, ...options }, ...parameters });

test('nothing is sent before its time; then the delivery goes on with its retries as ever', async () => {
	const receiver = await startReceiver(answering(503, 200));
	const startMs = clock.nowMs;
	const execution = await later([{ url: receiver.url }]);
	expect(execution.waitingUntilMs).toBe(startMs + HOUR_MS);
	expect(execution.items).toMatchObject([
		{ json: { status: 'pending', attempts: [], nextAttemptAt: iso(startMs + HOUR_MS) } },
	]);
	expect(receiver.requests).toHaveLength(0);
	await execution.wake();
	expect(receiver.requests).toHaveLength(1);
	await execution.wake();
	expect(execution.status).toBe('success');
	expect(execution.delivered).toMatchObject([
		{ json: { status: 'delivered', attempts: [{ statusCode: 503 }, { statusCode: 200 }] } },
	]);
	expect(secondsOf(receiver, startMs)).toEqual([3600, 3900]);
	expect(receiver.requests.every((each) => isGenuine(standardWebhooks, each))).toBe(true);
});

test('each item may have its own time; what is due now is sent now', async () => {
	const receiver = await startReceiver();
	const startMs = clock.nowMs;
	const times = [2 * HOUR_MS, 0, HOUR_MS].map((afterMs) => iso(startMs + afterMs));
	const execution = await later(
		times.map((at) => ({ url: receiver.url, at })),
		{},
		{ body: 'item' },
		{ sendAt: '={{ $json.at }}' },
	);
	expect(receiver.requests).toHaveLength(1);
	expect(statusesOf(execution.items)).toEqual(['pending', 'delivered', 'pending']);
	await execution.finish();
	expect(statusesOf(execution.delivered)).toEqual(['delivered', 'delivered', 'delivered']);
	expect(secondsOf(receiver, startMs)).toEqual([0, 3600, 7200]);
	const sent = receiver.requests.map(({ body }) => (JSON.parse(body.toString()) as IDataObject).at);
	expect(sent).toEqual([times[1], times[2], times[0]]);
});

test('a year ahead, it goes out on the day', async () => {
	const receiver = await startReceiver();
	const startMs = clock.nowMs;
	const execution = await later([{ url: receiver.url }], {}, {}, { sendAfter: '366d' });
	await execution.wake();
	expect(secondsOf(receiver, startMs)).toEqual([366 * 24 * 3600]);
	expect(statusesOf(execution.delivered)).toEqual(['delivered']);
});

test('gone on at once, the item leaves as pending and the delivery waits in the background', async () => {
	const receiver = await startReceiver(answering(503, 200));
	const startMs = clock.nowMs;
	const execution = await later(
		[{ url: receiver.url }],
		{ mode: 'manual', settings: { executionTimeout: 60 } },
		{ whileWaiting: 'goOn' },
	);
	expect(execution.status).toBe('success');
	expect(execution.delivered).toMatchObject([
		{ json: { status: 'pending', attempts: [], nextAttemptAt: iso(startMs + HOUR_MS) } },
	]);
	expect(receiver.requests).toHaveLength(0);
	await execution.finishBackground();
	expect(secondsOf(receiver, startMs)).toEqual([3600, 3900]);
});

test('to many endpoints, all get it at that time', async () => {
	const [first, second] = [await startReceiver(), await startReceiver(answering(503, 200))];
	const startMs = clock.nowMs;
	const execution = await later(
		[{ endpoints: [{ url: first.url }, { url: second.url }] }],
		{},
		{
			operation: 'sendToMany',
			eventName: 'order.created',
			endpointSource: 'item',
		},
	);
	expect([...first.requests, ...second.requests]).toHaveLength(0);
	await execution.finish();
	expect(execution.error).toBeUndefined();
	expect(secondsOf(first, startMs)).toEqual([3600]);
	expect(secondsOf(second, startMs)).toEqual([3600, 3900]);
	expect(execution.delivered).toMatchObject([{ json: { status: 'delivered' } }]);
});

test('in order, what is sent later holds up what comes behind it at the same endpoint', async () => {
	const receiver = await startReceiver();
	const startMs = clock.nowMs;
	const execution = await later(
		[
			{ url: receiver.url, after: '1h' },
			{ url: receiver.url, after: '' },
		],
		{},
		{},
		{ sendAfter: '={{ $json.after }}', keepOrder: true },
	);
	expect(receiver.requests).toHaveLength(0);
	await execution.finish();
	expect(secondsOf(receiver, startMs)).toEqual([3600, 3600]);
});

describe('what cannot wait so long is an error before anything is sent', () => {
	const OLD = { sendAt: '2020-01-01T00:00:00Z' };

	test.each<[string, RegExp, Partial<DurableSetup>, IDataObject, IDataObject]>([
		['a time in the past', /'Send At'.*in the past.*remove the option/, {}, {}, OLD],
		['a text that is no time', /'Send At'.*'soon'.*calendar/, {}, {}, { sendAt: 'soon' }],
		['a run from the editor', /'Send After'.*editor.*'Go on at Once'/, { mode: 'manual' }, {}, {}],
		['a tool of an agent', /'Send After'.*agent.*'Go on at Once'/, { asTool: true }, {}, {}],
		['what survives nothing', /'Send After'.*'Survive Restarts'/, {}, { durable: false }, {}],
		[
			'a workflow that times out before',
			/'Send After'.*'Timeout Workflow'.*'Go on at Once'/,
			{ settings: { executionTimeout: 600 } },
			{},
			{},
		],
		[
			'a workflow that times out before, though the wait is short',
			/'Send After'.*'Timeout Workflow'/,
			{ settings: { executionTimeout: 20 } },
			{},
			{ sendAfter: '30s' },
		],
	])('%s', async (_, message, changes, parameters, options) => {
		const receiver = await startReceiver();
		const items = [{ url: receiver.url }];
		const execution = await later(items, changes, parameters, {
			sendAfter: '1h',
			...options,
			...(options.sendAt !== undefined && { sendAfter: '' }),
		});
		expect(execution.error?.message).toMatch(message);
		expect(execution.started).toEqual([]);
		expect(receiver.requests).toHaveLength(0);
	});

	test('where the node goes on after errors, the other items are sent', async () => {
		const receiver = await startReceiver();
		const execution = await later(
			[
				{ url: receiver.url, at: '2020-01-01' },
				{ url: receiver.url, at: '' },
			],
			{ onError: 'continueRegularOutput' },
			{},
			{ sendAt: '={{ $json.at }}' },
		);
		expect(execution.delivered).toMatchObject([
			{ json: { error: expect.stringContaining("'Send At'") as unknown } },
			{ json: { status: 'delivered' } },
		]);
		expect(receiver.requests).toHaveLength(1);
	});
});
