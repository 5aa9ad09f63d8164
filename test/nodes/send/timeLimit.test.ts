import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { durableStarter } from '../../support/n8n/durable';
import { statusesOf } from '../../support/n8n/durableResults';
import { answering, startReceiver } from '../../support/n8n/receiver';

const clock = useClock();
const start = durableStarter(clock);
const MINUTE_SECONDS = 60;

/** Starts an execution of a workflow whose time limit is so many seconds. */
const startLimited = async (
	urls: readonly string[],
	executionTimeout: number,
	fields: IDataObject = {},
) =>
	await start(
		urls.map((url) => ({ url })),
		{ settings: { executionTimeout }, onError: 'continueRegularOutput' },
		fields,
	);

describe('in a workflow with a time limit', () => {
	test('a delivery that cannot come back in time comes out at once, and names the setting', async () => {
		const { url, requests } = await startReceiver(answering(503, 200));
		const execution = await startLimited([url], 5 * MINUTE_SECONDS);
		expect(execution.started).toEqual([]);
		expect(execution.delivered).toMatchObject([
			{
				json: {
					message: expect.stringContaining("'Timeout Workflow'") as unknown,
					details: { status: 'failed', reason: 'notWaited', delivery: { version: 1 } },
				},
			},
		]);
		expect(requests).toHaveLength(1);
	});

	test('a delivery waits as long as it can come back in time', async () => {
		const { url, requests } = await startReceiver(answering(503));
		const prompt = await startReceiver();
		const execution = await startLimited([url, prompt.url], 20 * MINUTE_SECONDS);
		expect(execution.waitingUntilMs).toBeDefined();
		await execution.wake();
		expect(requests).toHaveLength(2);
		expect(execution.waitingUntilMs).toBeUndefined();
		expect(statusesOf(execution.delivered)).toEqual(['failed', 'delivered']);
		expect(execution.delivered[0]?.json).toMatchObject({ details: { reason: 'notWaited' } });
	});

	test('no wait in memory is longer than it, either', async () => {
		const { url, requests } = await startReceiver(answering(503, 200));
		const execution = await startLimited([url], 20, { delays: '30s', durable: false });
		expect(execution.delivered).toMatchObject([{ json: { details: { reason: 'notWaited' } } }]);
		expect(requests).toHaveLength(1);
	});

	test('the node says so before anything is sent, where the retries may take longer', async () => {
		const { url } = await startReceiver();
		const hintsOf = async (executionTimeout: number) =>
			(await startLimited([url], executionTimeout)).hints;
		expect(await hintsOf(20 * MINUTE_SECONDS)).toMatchObject([
			{
				type: 'warning',
				message: expect.stringContaining("'Timeout Workflow' (1200 seconds)") as unknown,
			},
		]);
		expect(await hintsOf(60 * MINUTE_SECONDS)).toEqual([]);
		expect(await hintsOf(-1)).toEqual([]);
	});
});
