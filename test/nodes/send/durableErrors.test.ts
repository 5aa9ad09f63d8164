import { useClock } from '../../support/n8n/clock';
import { durableStarter } from '../../support/n8n/durable';
import { statusesOf } from '../../support/n8n/durableResults';
import { answering, startReceiver } from '../../support/n8n/receiver';

const clock = useClock();
const start = durableStarter(clock);

describe('a delivery that fails for good after it has waited', () => {
	const message = 'The signed webhook was not delivered: The receiver answered 503';

	test('stops the execution with Stop Workflow, once all the others are done', async () => {
		const failing = await startReceiver(answering(503));
		const late = await startReceiver(answering(500, 500, 200));
		const execution = await start([{ url: failing.url }, { url: late.url }]);
		await execution.finish();
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain(`${message} on the last of 3 attempts`);
		expect(late.requests).toHaveLength(3);
		expect(execution.delivered).toEqual([]);
	});

	test('comes out with its record where the node continues', async () => {
		const failing = await startReceiver(answering(503));
		const fine = await startReceiver(answering(500, 200));
		const execution = await start([{ url: failing.url }, { url: fine.url }], {
			onError: 'continueRegularOutput',
		});
		await execution.finish();
		expect(execution.status).toBe('success');
		expect(execution.delivered).toMatchObject([
			{
				json: {
					error: expect.stringContaining(message) as unknown,
					details: { status: 'failed', reason: 'retriesExhausted', delivery: { version: 1 } },
				},
			},
			{ json: { status: 'delivered' } },
		]);
	});

	test('goes to the error output, and the others to the regular one', async () => {
		const failing = await startReceiver(answering(503));
		const fine = await startReceiver(answering(500, 200));
		const execution = await start(
			[failing, fine, failing].map(({ url }) => ({ url })),
			{ onError: 'continueErrorOutput' },
		);
		await execution.finish();
		expect(statusesOf(execution.failed)).toEqual(['failed', 'failed']);
		expect(statusesOf(execution.delivered)).toEqual(['delivered']);
	});
});
