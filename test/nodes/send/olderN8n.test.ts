import { standardWebhooks } from '../../support/n8n/providers';
import { useClock } from '../../support/n8n/clock';
import { durableStarter, statusesOf } from '../../support/n8n/durable';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';

// As in versions of n8n that do not look after executions which wait for a sub-execution.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	WAIT_FOR_SUB_EXECUTION: undefined,
}));

const { secret, parameters } = standardWebhooks;
const start = durableStarter(useClock());

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
