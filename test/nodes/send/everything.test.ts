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

const everything = async (
	urls: readonly string[],
	changes: Partial<DurableSetup> = {},
	parameters: IDataObject = {},
): Promise<DurableExecution> =>
	await start(
		urls.map((url) => ({ url })),
		{ workflows: [RESULTS], ...changes },
		{ durable: 'everything', ...parameters },
	);

/** n8n starts again, a second later. */
const restart = (): void => {
	clock.advance(1_000);
	clock.restart();
};

const idsOf = ({ requests }: Receiver) =>
	new Set(requests.map(({ headers }) => headers['webhook-id']));

const errorsOf = ({ backgroundEnds }: DurableExecution) =>
	backgroundEnds.flatMap(({ run }) => run?.data.resultData.error ?? []);

test('each delivery is stored before its first attempt, and what looks after it ends with nothing to do', async () => {
	const fine = await startReceiver();
	const execution = await everything([fine.url, fine.url]);
	expect(statusesOf(execution.delivered)).toEqual(['delivered', 'delivered']);
	expect(execution.background).toEqual(['Orders (retries)']);
	await execution.finishBackground();
	expect(fine.requests).toHaveLength(2);
	expect(errorsOf(execution)).toEqual([]);
});

test('nothing is sent where n8n cannot store it, and the error says so', async () => {
	const { url, requests } = await startReceiver();
	const breaks = (name: string) => name.endsWith('(retries)');
	const execution = await everything([url], { breaks });
	expect(execution.error?.message).toMatch(
		/^The field 'Survive Restarts' is set to 'Everything', and n8n could not store the deliveries: Too many executions\. Nothing was sent\./,
	);
	const goingOn = await everything([url], { breaks, onError: 'continueRegularOutput' });
	expect(goingOn.delivered).toMatchObject([
		{ json: { error: expect.stringContaining('could not store the deliveries') as unknown } },
	]);
	expect(requests).toHaveLength(0);
});

test('a workflow whose crashed executions n8n deletes is refused', async () => {
	const { url, requests } = await startReceiver();
	const settings = { saveDataErrorExecution: 'none' } as const;
	const execution = await everything([url], { settings });
	expect(execution.error?.message).toContain("'Save failed production executions'");
	expect(requests).toHaveLength(0);
});

describe.each([
	['n8n marks as crashed', true],
	['n8n does not mark as crashed', false],
])('first attempts that %s', (_, loud) => {
	test('are made again with the same id, in the background', async () => {
		const target = await startReceiver(answering(503, 503, 200));
		const execution = await everything([target.url]);
		execution.crashAtStart({ loud });
		restart();
		await execution.finishBackground();
		expect(target.requests).toHaveLength(3);
		expect(idsOf(target).size).toBe(1);
		expect(errorsOf(execution)).toEqual([]);
	});
});

test('an execution that waits for its retries is left alone', async () => {
	const target = await startReceiver(answering(503));
	const execution = await everything([target.url]);
	expect(execution.status).toBe('waiting');
	await execution.finishBackground();
	expect(target.requests).toHaveLength(1);
});

test('failures after a crash reach the error workflow; Result Workflow hears of all', async () => {
	const never = await startReceiver(answering(500));
	const fine = await startReceiver();
	const execution = await everything(
		[never.url, fine.url],
		{ settings: { errorWorkflow: 'errors1' } },
		{
			// The failure stops the run, so that nothing of it goes on in the background.
			retryPolicy: 'none',
			whileWaiting: 'goOn',
			resultWorkflow: { __rl: true, mode: 'id', value: RESULTS },
		},
	);
	execution.crashAtStart({ loud: true });
	restart();
	await execution.finishBackground();
	expect(execution.called.map(({ items }) => items)).toContainEqual([
		expect.objectContaining({ url: never.url, status: 'failed' }),
		expect.objectContaining({ url: fine.url, status: 'delivered' }),
	]);
	expect(errorsOf(execution)).toHaveLength(1);
});

test('an execution that n8n stopped by hand in its first attempts is left alone', async () => {
	const target = await startReceiver(answering(503));
	const execution = await everything([target.url]);
	execution.crashAtStart();
	execution.stopParent();
	restart();
	await execution.finishBackground();
	expect(target.requests).toHaveLength(1);
});

test('no secret is in what n8n stores before the first attempt', async () => {
	const { url } = await startReceiver();
	const headers = { values: [{ name: 'X-Api-Key', value: 'pass-word' }] };
	const execution = await everything([url], {}, { options: { ...durableOptions, headers } });
	const stored = JSON.stringify(execution.storedInBackground);
	expect(stored).toContain('webhookRetry');
	expect(stored).not.toContain('pass-word');
	expect(stored).not.toContain(standardWebhooks.secret);
});
