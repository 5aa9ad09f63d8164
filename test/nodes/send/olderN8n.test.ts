import { standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';

// As in versions of n8n that do not look after executions which wait for a sub-execution.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	WAIT_FOR_SUB_EXECUTION: undefined,
}));

const { secret, parameters } = standardWebhooks;

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
			problem: expect.stringMatching(/Update n8n.*Survive Restarts/) as unknown,
			delivery: { version: 1 },
		},
	]);
});
