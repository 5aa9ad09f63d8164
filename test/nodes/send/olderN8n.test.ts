import type { IDataObject } from 'n8n-workflow';
import { standardWebhooks } from '../../support/n8n/providers';
import { useClock } from '../../support/n8n/clock';
import { durableStarter } from '../../support/n8n/durable';
import { statusesOf } from '../../support/n8n/durableResults';
import type { DurableExecution, DurableSetup } from '../../support/n8n/durable';
import { answering, startReceiver } from '../../support/n8n/receiver';
import type { Receiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';

// As in versions of n8n that do not look after executions which wait for a sub-execution.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	WAIT_FOR_SUB_EXECUTION: undefined,
}));

const { secret, parameters } = standardWebhooks;
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

const toldTo = { resultWorkflow: { __rl: true, mode: 'id', value: RESULTS } };

const idsOf = ({ requests }: Receiver) =>
	new Set(requests.map(({ headers }) => headers['webhook-id']));

/** What the result workflow was told; without the question whether it can be started. */
const toldOf = ({ called }: DurableExecution) => called.filter(({ items }) => items.length > 0);

test('an n8n that would go on too early starts no sub-execution, and the record says why', async () => {
	const { url } = await startReceiver(answering(503));
	const executeWorkflow = jest.fn();
	const result = await send({
		parameters: {
			...parameters,
			url,
			retryPolicy: 'list',
			delays: '1h',
			options: { allowHttp: true, allowPrivateAddresses: true },
		},
		secrets: { secret },
		onError: 'continueRegularOutput',
		executeWorkflow,
	});
	expect(executeWorkflow).not.toHaveBeenCalled();
	expect(recordsOf(result)).toMatchObject([
		{
			status: 'failed',
			reason: 'notWaited',
			problem: expect.stringMatching(/Go on at Once.*update n8n.*Survive Restarts/) as unknown,
			delivery: { version: 1 },
		},
	]);
});

test('with Go on at Once, deliveries go on there all the same', async () => {
	const { url, requests } = await startReceiver(answering(503, 200));
	const execution = await start([{ url }], {}, { whileWaiting: 'goOn' });
	expect(statusesOf(execution.delivered)).toEqual(['pending']);
	await execution.finishBackground();
	expect(requests).toHaveLength(2);
});

test('the item leaves only when all that goes on is stored, and watched', async () => {
	const { url } = await startReceiver(answering(503));
	const execution = await goOn([url]);
	expect(execution.background).toEqual(['Orders (background)', 'Orders (background, watched)']);
});

test('Everything is refused before anything is sent', async () => {
	const { url, requests } = await startReceiver();
	const execution = await start([{ url }], {}, { durable: 'everything' });
	expect(execution.error?.message).toMatch(/^The field 'Survive Restarts' .* Update n8n to 2\.41/);
	expect(requests).toEqual([]);
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
		expect((await execution.wakeBackground()).workflow.name).toBe('Orders (background)');
		// The first watcher finds that its round is over.
		expect((await execution.wakeBackground()).workflow.name).toBe('Orders (background, watched)');
		await execution.crashBackground({ loud: false });
		await execution.finishBackground();
		expect(late.requests).toHaveLength(3);
		expect(toldOf(execution)).toMatchObject([
			{ items: [{ status: 'delivered', attempts: [{}, {}, {}] }] },
		]);
	});
});

test('who stops it ends the attempts: nobody goes on in its place', async () => {
	const late = await startReceiver(answering(503, 200));
	const execution = await goOn([late.url], {}, toldTo);
	await execution.stopBackground();
	await execution.finishBackground();
	expect(late.requests).toHaveLength(1);
	expect(toldOf(execution)).toEqual([]);
});

test('after n8n was away, nothing is sent twice by who watches', async () => {
	const late = await startReceiver(answering(503, 200));
	const execution = await goOn([late.url], {}, toldTo);
	clock.advance(24 * 60 * 60 * 1000);
	clock.restart();
	await execution.finishBackground();
	expect(late.requests).toHaveLength(2);
	expect(toldOf(execution)).toHaveLength(1);
});

test('attempts go on where n8n can start nobody who watches them', async () => {
	const late = await startReceiver(answering(503, 200));
	const breaks = (name: string) => name.endsWith('watched)');
	const execution = await goOn([late.url], { breaks });
	await execution.finishBackground();
	expect(late.requests).toHaveLength(2);
});
