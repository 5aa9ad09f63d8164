import type { IDataObject, INode } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { durableStarter } from '../../support/n8n/durable';
import { statusesOf } from '../../support/n8n/durableResults';
import type { DurableExecution } from '../../support/n8n/durable';
import { standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';

const { secret, parameters } = standardWebhooks;
const clock = useClock();
const start = durableStarter(clock);
const MOST_RESTARTS = 30;

/** So many take some seconds on a busy machine. */
const MANY_CRASHES_MS = 60_000;

/** Three items, of which the second waits. */
async function startThree(onError?: INode['onError']): Promise<DurableExecution> {
	const fine = await startReceiver();
	const late = await startReceiver(answering(503, 200));
	return await start(
		[fine, late, fine].map(({ url }) => ({ url })),
		{ onError },
	);
}

const recordsOfError = ({ error }: DurableExecution) =>
	(error as unknown as { context: { records: IDataObject[] } }).context.records;

describe.each<[string, (execution: DurableExecution) => Promise<void>, RegExp, IDataObject]>([
	[
		'stopped by hand',
		async (execution) => await execution.stopRetries(),
		/not delivered: The receiver answered 503$/,
		{ status: 'failed', reason: 'cancelled', attempts: [{ statusCode: 503 }] },
	],
	[
		'cut off by crashes again and again',
		async (execution) => {
			for (let crashes = 0; crashes <= MOST_RESTARTS; crashes += 1)
				await execution.crashInAttempt();
		},
		/^n8n stopped while the signed webhook was being sent/,
		{ status: 'failed', reason: 'interrupted', attempts: [{ statusCode: 503 }] },
	],
])('retries that are %s', (_, end, message, record) => {
	test(
		'give out one item for each that came in, where the node continues',
		async () => {
			const execution = await startThree('continueRegularOutput');
			await end(execution);
			expect(execution.status).toBe('success');
			expect(statusesOf(execution.delivered)).toEqual(['delivered', 'failed', 'delivered']);
			expect(execution.delivered.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2].map((item) => ({ item })),
			);
			expect(execution.delivered[1]?.json).toMatchObject({
				error: expect.stringMatching(message) as unknown,
				details: { ...record, delivery: { version: 1 } },
			});
		},
		MANY_CRASHES_MS,
	);

	test(
		'go to the error output with what failed alone',
		async () => {
			const execution = await startThree('continueErrorOutput');
			await end(execution);
			expect(statusesOf(execution.delivered)).toEqual(['delivered', 'delivered']);
			expect(execution.failed).toMatchObject([{ json: { details: record } }]);
		},
		MANY_CRASHES_MS,
	);

	test(
		'stop the workflow with the records of what failed, which can be sent again',
		async () => {
			const execution = await startThree();
			await end(execution);
			expect(execution.status).toBe('error');
			expect(execution.error?.message).toMatch(message);
			expect(execution.error).toMatchObject({ node: { name: 'Send' } });
			const records = recordsOfError(execution);
			expect(records).toMatchObject([record]);
			const again = await send({
				parameters: {
					operation: 'redeliver',
					record: records[0],
					options: { allowHttp: true, allowPrivateAddresses: true },
				},
				secrets: { secret },
			});
			expect(recordsOf(again)).toMatchObject([{ id: records[0]?.id, status: 'delivered' }]);
		},
		MANY_CRASHES_MS,
	);
});

describe.each<[string, (execution: DurableExecution) => Promise<void>]>([
	['and n8n says so', async (execution) => await execution.crashInAttempt({ loud: true })],
	['and n8n does not say so', async (execution) => await execution.crashInAttempt()],
	[
		'twice, the second time while they are started again',
		async (execution) => await execution.crashInAttemptAndAfter(),
	],
])('retries that a crash cuts off, %s,', (_, crash) => {
	test('are made again, with the same id, and the items say what came of them', async () => {
		const execution = await startThree();
		await crash(execution);
		expect(execution.status).toBe('waiting');
		await execution.finish();
		expect(execution.status).toBe('success');
		expect(execution.delivered).toMatchObject([
			{ json: { status: 'delivered', attempts: [{}] } },
			{ json: { status: 'delivered', attempts: [{ statusCode: 503 }, { statusCode: 200 }] } },
			{ json: { status: 'delivered', attempts: [{}] } },
		]);
	});

	test('are not started while n8n is starting', async () => {
		const execution = await startThree();
		clock.restart();
		await crash(execution);
		expect(execution.waitingUntilMs).toBe(clock.nowMs + 30_000);
		await execution.finish();
		expect(statusesOf(execution.delivered)).toEqual(['delivered', 'delivered', 'delivered']);
	});
});

test('retries that a crash cuts off are made again where earlier ones were not cut off', async () => {
	const late = await startReceiver(answering(503, 503, 200));
	const execution = await start([{ url: late.url }]);
	await execution.wake();
	await execution.crashInAttempt();
	await execution.finish();
	expect(execution.delivered).toMatchObject([{ json: { attempts: [{}, {}, {}] } }]);
	expect(late.requests).toHaveLength(3);
	expect(new Set(late.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('what becomes of stopped retries is put together when n8n has started, and marks nothing as crashed', async () => {
	const execution = await startThree('continueRegularOutput');
	clock.restart();
	await execution.stopRetries();
	expect(execution.waitingUntilMs).toBe(clock.nowMs + 30_000);
	await execution.wake();
	expect(statusesOf(execution.delivered)).toEqual(['delivered', 'failed', 'delivered']);
});

test('the state of a delivery that waits is never sent as an event', async () => {
	const receiver = await startReceiver(answering(503));
	const execution = await start([{ url: receiver.url }]);
	const state = execution.suspended?.options.inputData?.[0]?.json as IDataObject;
	expect(state).toMatchObject({ details: { status: 'pending', delivery: { version: 1 } } });
	for (const item of [state, state.details as IDataObject]) {
		for (const fields of [
			{ url: receiver.url },
			{
				operation: 'sendToMany',
				eventName: 'order.paid',
				endpointSource: 'rows',
				endpointRows: `={{ [{ url: '${receiver.url}' }] }}`,
			},
		]) {
			const { error } = await send({
				parameters: {
					...parameters,
					...fields,
					options: { allowHttp: true, allowPrivateAddresses: true },
				},
				items: [item],
				secrets: { secret },
			});
			expect(error?.message).toContain('Send it with the operation Redeliver');
		}
	}
	expect(receiver.requests).toHaveLength(1);
});
