import type { IDataObject } from 'n8n-workflow';
import { standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';
import type { SendResult, SendSetup } from '../../support/n8n/send';

const { secret, parameters } = standardWebhooks;

/** Sends to receivers whose next attempt would be due in an hour. */
const run = async (
	urls: readonly string[],
	setup: Partial<SendSetup>,
	fields: IDataObject = {},
): Promise<SendResult> =>
	await send({
		parameters: {
			...parameters,
			url: '={{ $json.url }}',
			retryPolicy: 'list',
			delays: '1h',
			options: { allowHttp: true, allowPrivateAddresses: true },
			...fields,
		},
		items: urls.map((url) => ({ url })),
		secrets: { secret },
		onError: 'continueRegularOutput',
		...setup,
	});

const cannotStart = async (): Promise<never> => {
	throw new Error('Too many executions');
};

// n8n has stored an execution by then, although no node of it has run.
const mayNotStart = async (): Promise<never> => {
	throw Object.assign(new Error('Too many executions'), { executionId: 'execution2' });
};

test.each<[string, RegExp, Partial<SendSetup>]>([
	[
		'a run from the editor',
		/started this run in the editor.*published workflow/,
		{ mode: 'manual' },
	],
	['a tool of an agent', /AI agent uses this node as a tool/, { asTool: true }],
])('%s does not wait for the next attempt, and says so', async (_, message, setup) => {
	const failing = await startReceiver(answering(503));
	const fine = await startReceiver();
	const executeWorkflow = jest.fn();
	const result = await run([failing.url, fine.url], { ...setup, executeWorkflow });
	expect(executeWorkflow).not.toHaveBeenCalled();
	expect(recordsOf(result)).toMatchObject([
		{
			status: 'failed',
			reason: 'notWaited',
			attempts: [{ nextDelayMs: expect.any(Number) as unknown }],
		},
		{ status: 'delivered' },
	]);
	expect(result.items[0]?.json.message).toMatch(message);
});

test.each([
	['cannot start', cannotStart],
	['may not start', mayNotStart],
])(
	'what n8n %s is not lost: the record says why, and can be sent again',
	async (_, executeWorkflow) => {
		const failing = await startReceiver(answering(503, 200));
		const fine = await startReceiver();
		const result = await run([fine.url, failing.url], { executeWorkflow });
		const [delivered, failed] = recordsOf(result);
		expect(delivered).toMatchObject({ status: 'delivered' });
		expect(failed).toMatchObject({
			status: 'failed',
			reason: 'notWaited',
			problem: expect.stringContaining('Too many executions') as unknown,
		});
		expect(failed).not.toHaveProperty('nextAttemptAt');

		const again = await send({
			parameters: {
				operation: 'redeliver',
				record: failed,
				options: { allowHttp: true, allowPrivateAddresses: true },
			},
			secrets: { secret },
		});
		expect(recordsOf(again)).toMatchObject([{ id: failed?.id, status: 'delivered' }]);
		expect(failing.requests).toHaveLength(2);
	},
);

test.each([
	['a run from the editor', { mode: 'manual' as const }],
	['an n8n that cannot keep it', { executeWorkflow: cannotStart }],
])('%s ends with an error with Stop Workflow', async (_, setup) => {
	const { url } = await startReceiver(answering(503));
	const { error, items } = await run([url], { ...setup, onError: 'stopWorkflow' });
	expect(items).toEqual([]);
	expect(error).toMatchObject({
		message: 'The signed webhook was not delivered: The receiver answered 503',
		description: expect.stringMatching(/published workflow|Too many executions/) as unknown,
		httpCode: '503',
	});
});

test('a run from the editor still makes attempts that are due soon', async () => {
	const { url, requests } = await startReceiver(answering(503, 200));
	const fields = { retryPolicy: 'list', delays: '0.001s' };
	const result = await run([url], { mode: 'manual' }, fields);
	expect(recordsOf(result)).toMatchObject([{ status: 'delivered' }]);
	expect(requests).toHaveLength(2);
});

test('a run whose time limit is too short for the database waits in memory', async () => {
	const { url, requests } = await startReceiver(answering(503, 200));
	const executeWorkflow = jest.fn();
	const options = { allowHttp: true, allowPrivateAddresses: true, durableAfterSeconds: 0 };
	const result = await run(
		[url],
		{ executeWorkflow, workflowSettings: { executionTimeout: 20 } },
		{ delays: '0.001s', options },
	);
	expect(recordsOf(result)).toMatchObject([{ status: 'delivered' }]);
	expect(requests).toHaveLength(2);
	expect(executeWorkflow).not.toHaveBeenCalled();
});

test('while n8n keeps a delivery, it shows what has become of it so far', async () => {
	const failing = await startReceiver(answering(503));
	const fine = await startReceiver();
	const executeWorkflow = jest.fn().mockResolvedValue({
		executionId: 'execution2',
		data: [null],
		waitTill: new Date(),
	});
	const { items } = await run([failing.url, fine.url], { executeWorkflow });
	expect(items).toMatchObject([
		{ json: { status: 'pending', url: failing.url } },
		{ json: { status: 'delivered' } },
	]);
	expect(executeWorkflow).toHaveBeenCalledTimes(1);
});
