import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { durableOptions, durableStarter } from '../../support/n8n/durable';
import { statusesOf } from '../../support/n8n/durableResults';
import type { DurableExecution, DurableSetup } from '../../support/n8n/durable';
import { standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import type { Receiver } from '../../support/n8n/receiver';

const clock = useClock();
const start = durableStarter(clock);
const RESULTS = 'results1';

/** Starts executions that go on at once. */
const goOn = async (
	urls: readonly string[],
	changes: Partial<DurableSetup> = {},
	parameters: IDataObject = {},
): Promise<DurableExecution> =>
	await start(
		urls.map((url) => ({ url })),
		{ workflows: [RESULTS], ...changes },
		{ whileWaiting: 'goOn', ...parameters },
	);

const choose = (value: string): IDataObject => ({
	resultWorkflow: { __rl: true, mode: 'id', value },
});

const toldTo = choose(RESULTS);

const idsOf = ({ requests }: Receiver) =>
	new Set(requests.map(({ headers }) => headers['webhook-id']));

/** What the result workflow was told; without the question whether it can be started. */
const toldOf = ({ called }: DurableExecution) => called.filter(({ items }) => items.length > 0);

const errorsOf = ({ backgroundEnds }: DurableExecution) =>
	backgroundEnds.flatMap(({ run }) => run?.data.resultData.error ?? []);

const recordsOfError = (execution: DurableExecution) =>
	(errorsOf(execution)[0] as unknown as { context: { records: IDataObject[] } }).context.records;

test('every item leaves at once, in order, as delivered, failed or pending with its id', async () => {
	const [fine, gone] = [await startReceiver(), await startReceiver(answering(410))];
	const late = await startReceiver(answering(503, 200));
	const execution = await goOn([late.url, gone.url, fine.url], {
		onError: 'continueRegularOutput',
	});
	expect(execution.status).toBe('success');
	expect(statusesOf(execution.delivered)).toEqual(['pending', 'failed', 'delivered']);
	const [pending] = execution.delivered;
	expect(pending).toMatchObject({
		json: {
			id: late.requests[0]?.headers['webhook-id'],
			attempts: [{ statusCode: 503 }],
			nextAttemptAt: expect.any(String) as unknown,
		},
		pairedItem: { item: 0 },
	});
	expect(pending?.json).not.toHaveProperty('delivery');

	await execution.finishBackground();
	expect(late.requests).toHaveLength(2);
	expect(idsOf(late).size).toBe(1);
	expect([fine.requests.length, gone.requests.length]).toEqual([1, 1]);
	expect(errorsOf(execution)).toEqual([]);
});

test('n8n is asked whether it can start the result workflow, once in a while', async () => {
	const { url } = await startReceiver();
	const asked = async () =>
		(await goOn([url], { workflows: ['results3'] }, choose('results3'))).called;
	expect(await asked()).toEqual([{ id: 'results3', items: [] }]);
	expect(await asked()).toEqual([]);
	clock.advance(60_000);
	expect(await asked()).toEqual([{ id: 'results3', items: [] }]);
});

test('with Stop Workflow, a failure at the first attempt stops the workflow; the rest goes on', async () => {
	const gone = await startReceiver(answering(410));
	const late = await startReceiver(answering(503, 200));
	const execution = await goOn([gone.url, late.url], {}, toldTo);
	expect(execution.status).toBe('error');
	expect(execution.error).toMatchObject({ context: { records: [{ url: gone.url }] } });
	await execution.finishBackground();
	expect(toldOf(execution)).toMatchObject([{ items: [{ url: late.url, status: 'delivered' }] }]);
});

test('nothing is started when all have ended at their first attempt', async () => {
	const { url } = await startReceiver();
	const execution = await goOn([url, url]);
	expect(statusesOf(execution.delivered)).toEqual(['delivered', 'delivered']);
	expect(execution.background).toEqual([]);
});

test('the item leaves only when all that goes on is stored', async () => {
	const { url } = await startReceiver(answering(503));
	const execution = await goOn([url]);
	expect(execution.background).toEqual(['Orders (retries)']);
});

test.each<[string, Partial<DurableSetup>]>([
	['a run from the editor', { mode: 'manual' }],
	['a tool of an agent', { asTool: true }],
	['a workflow with a time limit', { settings: { executionTimeout: 20 } }],
])('%s does not wait, and its deliveries go on', async (_, changes) => {
	const late = await startReceiver(answering(503, 200));
	const execution = await goOn([late.url], changes);
	expect(statusesOf(execution.delivered)).toEqual(['pending']);
	await execution.finishBackground();
	expect(late.requests).toHaveLength(2);
});

test('the result workflow gets one item for each delivery that went on, once: its record', async () => {
	const [fine, never] = [await startReceiver(), await startReceiver(answering(500))];
	const late = await startReceiver(answering(503, 200));
	const execution = await goOn([fine.url, late.url, never.url], {}, toldTo);
	expect(toldOf(execution)).toEqual([]);
	await execution.finishBackground();
	expect(toldOf(execution)).toMatchObject([
		{
			id: RESULTS,
			items: [
				{ url: late.url, status: 'delivered', attempts: [{}, {}] },
				{ url: never.url, status: 'failed', attempts: [{}, {}, {}], delivery: { version: 1 } },
			],
		},
	]);
});

test('of many endpoints, only those that are left go on and are told of', async () => {
	const [fine, late] = [await startReceiver(), await startReceiver(answering(503, 200))];
	const execution = await start(
		[{}],
		{ workflows: [RESULTS] },
		{
			operation: 'sendToMany',
			eventName: 'order.paid',
			endpointSource: 'rows',
			endpointRows: [{ url: fine.url }, { url: late.url }],
			whileWaiting: 'goOn',
			...toldTo,
		},
	);
	expect(execution.delivered[0]?.json).toMatchObject({
		status: 'pending',
		deliveries: [{ status: 'delivered' }, { status: 'pending' }],
	});
	await execution.finishBackground();
	expect(fine.requests).toHaveLength(1);
	expect(execution.called.at(-1)?.items).toMatchObject([{ url: late.url, status: 'delivered' }]);
});

test('a delivery that fails ends the background with an error that holds its record, for the error workflow', async () => {
	const never = await startReceiver(answering(500));
	const settings = { errorWorkflow: 'errors1' };
	const execution = await goOn([never.url], { settings });
	await execution.finishBackground();
	expect(never.requests).toHaveLength(3);
	expect(errorsOf(execution)).toHaveLength(1);
	expect(recordsOfError(execution)).toMatchObject([
		{ status: 'failed', reason: 'retriesExhausted', delivery: { version: 1 } },
	]);
	const told = execution.backgroundEnds.filter(({ run }) => run?.status === 'error');
	expect(told.map(({ workflow }) => workflow.settings?.errorWorkflow)).toEqual(['errors1']);
});

describe.each([
	['n8n marks as crashed', true],
	['n8n does not mark as crashed', false],
])('a round of attempts that is cut off, and that %s', (_, loud) => {
	test('is made again, with the same id, and told of once', async () => {
		const late = await startReceiver(answering(503, 200));
		const execution = await goOn([late.url], {}, toldTo);
		await execution.crashBackground({ loud });
		await execution.finishBackground();
		expect(late.requests).toHaveLength(2);
		expect(idsOf(late).size).toBe(1);
		expect(toldOf(execution)).toMatchObject([{ items: [{ status: 'delivered' }] }]);
	});

	test('is made again where earlier rounds were not cut off', async () => {
		const late = await startReceiver(answering(503, 503, 200));
		const execution = await goOn([late.url], {}, toldTo);
		await execution.wakeBackground();
		await execution.crashBackground({ loud: false });
		await execution.finishBackground();
		expect(late.requests).toHaveLength(3);
		expect(toldOf(execution)).toMatchObject([
			{ items: [{ status: 'delivered', attempts: [{}, {}, {}] }] },
		]);
	});
});

test('who stops it ends the attempts, and the result workflow is told so', async () => {
	const late = await startReceiver(answering(503, 200));
	const execution = await goOn([late.url], {}, toldTo);
	await execution.stopBackground();
	await execution.finishBackground();
	expect(late.requests).toHaveLength(1);
	expect(toldOf(execution)).toMatchObject([
		{ items: [{ status: 'failed', reason: 'cancelled', delivery: { version: 1 } }] },
	]);
});

test('what n8n cannot keep comes out as failed, with the reason, and can be sent again', async () => {
	const { url } = await startReceiver(answering(503));
	const execution = await goOn([url], {
		breaks: () => true,
		onError: 'continueRegularOutput',
	});
	expect(execution.delivered).toMatchObject([
		{
			json: {
				details: {
					status: 'failed',
					reason: 'notWaited',
					problem: expect.stringContaining('Too many executions') as unknown,
					delivery: { version: 1 },
				},
			},
		},
	]);
});

describe('a result workflow', () => {
	test.each([
		[
			'that does not exist',
			'gone1',
			/^The field 'Result Workflow': n8n cannot start .*does not exist/,
		],
		[
			'that is the workflow itself',
			'workflow1',
			/^The field 'Result Workflow' is this workflow itself/,
		],
	])('%s is refused before anything is sent', async (_, id, message) => {
		const receiver = await startReceiver(answering(503));
		const execution = await goOn([receiver.url], {}, choose(id));
		expect(execution.error?.message).toMatch(message);
		expect(receiver.requests).toEqual([]);
		const goingOn = await goOn(
			[receiver.url, 'no url'],
			{ onError: 'continueRegularOutput' },
			choose(id),
		);
		expect(goingOn.delivered.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(message),
			expect.stringContaining("'URL'"),
		]);
		expect(receiver.requests).toEqual([]);
	});

	test('is not asked for where the workflow is held', async () => {
		const { url } = await startReceiver();
		const execution = await start([{ url }], {}, choose('gone1'));
		expect(statusesOf(execution.delivered)).toEqual(['delivered']);
	});

	test('that cannot be started at the end leaves the records with an error', async () => {
		const late = await startReceiver(answering(503, 200));
		const workflows = ['results2'];
		const execution = await goOn([late.url], { workflows }, choose('results2'));
		workflows.pop();
		await execution.finishBackground();
		expect(errorsOf(execution)[0]?.message).toContain("field 'Result Workflow' could not be told");
		expect(recordsOfError(execution)).toMatchObject([{ status: 'delivered' }]);
	});
});

test('no secret is in what n8n stores in the background', async () => {
	const { url } = await startReceiver(answering(503));
	const headers = { values: [{ name: 'X-Api-Key', value: 'pass-word' }] };
	const options = { ...durableOptions, headers };
	const execution = await goOn([url], {}, { options });
	const stored = JSON.stringify(execution.storedInBackground);
	expect(stored).toContain('webhookRetry');
	expect(stored).not.toContain('pass-word');
	expect(stored).not.toContain(standardWebhooks.secret);
});
