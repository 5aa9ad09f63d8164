import type { INode, IWorkflowSettings } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { StoredCredential } from '../../support/n8n/credential';
import { durableOptions, durableStarter } from '../../support/n8n/durable';
import { secondsOf } from '../../support/n8n/durableResults';
import { findLeaks } from '../../support/n8n/leaks';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';

const { secret, otherSecret } = standardWebhooks;
const clock = useClock();
const start = durableStarter(clock);
const MINUTE_MS = 60_000;

test('the execution waits for each attempt and ends with the result', async () => {
	const receiver = await startReceiver(answering(503, 500, 200));
	const startMs = clock.nowMs;
	const execution = await start([{ url: receiver.url }]);
	expect(execution.status).toBe('waiting');
	expect(execution.waitingUntilMs).toBe(startMs + 5 * MINUTE_MS);
	expect(execution.items).toMatchObject([
		{ json: { status: 'pending', statusCode: 503, nextAttemptAt: '2023-11-14T22:18:20.000Z' } },
	]);
	await execution.wake();
	expect(execution.waitingUntilMs).toBe(startMs + 35 * MINUTE_MS);
	await execution.wake();

	expect(execution.status).toBe('success');
	expect(execution.delivered).toMatchObject([
		{
			json: {
				status: 'delivered',
				attempts: [{ statusCode: 503 }, { statusCode: 500 }, { statusCode: 200 }],
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(secondsOf(receiver, startMs)).toEqual([0, 300, 2100]);
	expect(receiver.requests.every((each) => isGenuine(standardWebhooks, each))).toBe(true);
	const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
	expect(new Set(ids)).toEqual(new Set([execution.delivered[0]?.json.id]));
	expect(new Set(receiver.requests.map(({ body }) => body.toString())).size).toBe(1);
});

test('what is due while n8n starts waits until that is over', async () => {
	const receiver = await startReceiver(answering(503, 200));
	const execution = await start([{ url: receiver.url }]);
	clock.advance(20 * MINUTE_MS);
	clock.restart();
	await execution.wake();
	expect(receiver.requests).toHaveLength(1);
	expect(execution.waitingUntilMs).toBe(clock.nowMs + MINUTE_MS / 2);
	await execution.wake();
	expect(receiver.requests).toHaveLength(2);
	expect(execution.delivered).toMatchObject([{ json: { status: 'delivered' } }]);
});

describe('what n8n is asked to start', () => {
	const credentials: INode['credentials'] = {
		signedWebhookApi: { id: 'credential1', name: 'Signing secrets' },
	};

	test('is a workflow of the same credential that wakes this execution when it ends', async () => {
		const { url } = await startReceiver(answering(503));
		const { started } = await start([{ url }]);
		for (const { options } of started) {
			expect(options.parentExecution).toMatchObject({
				workflowId: 'workflow1',
				shouldResume: true,
			});
		}
		const nodes = started.flatMap(({ workflow }) => workflow.nodes);
		const attempts = nodes.filter((node) => node.credentials !== undefined);
		expect(attempts).toMatchObject([
			{
				type: 'n8n-nodes-signed-webhooks.webhookRetry',
				parameters: { step: 'attempt' },
				credentials,
			},
		]);
	});

	test('has no node whose name any other workflow has, so that n8n cannot run that in its place', async () => {
		const { url } = await startReceiver(answering(503));
		const namesOf = async () => {
			const { started } = await start([{ url }]);
			return started.flatMap(({ workflow }) => workflow.nodes.map(({ name }) => name));
		};
		const names = [...(await namesOf()), ...(await namesOf())];
		expect(new Set(names).size).toBe(42);
		for (const name of names) expect(name).toMatch(/ [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
	});

	test('has no setting that could stop, end, hide or show it, nor start another workflow', async () => {
		const { url } = await startReceiver(answering(503));
		const settings: Required<IWorkflowSettings> = {
			availableInMCP: true,
			binaryMode: 'combined',
			callerIds: 'workflow2',
			callerPolicy: 'none',
			credentialResolverId: 'resolver1',
			customTelemetryTags: [{ key: 'team', value: '={{ $json.team }}' }],
			engineType: 'v2',
			errorWorkflow: 'alarm',
			executionOrder: 'v0',
			executionTimeout: 86_400,
			redactionPolicy: 'all',
			saveDataErrorExecution: 'none',
			saveDataSuccessExecution: 'none',
			saveExecutionProgress: true,
			saveManualExecutions: true,
			timeSavedMode: 'fixed',
			timeSavedPerExecution: 5,
			timezone: 'Europe/Berlin',
		};
		const { started } = await start([{ url }], { settings });
		expect(started.map(({ workflow }) => workflow.name)).toEqual(
			['outcome', 'watch', 'watch', 'retries'].map((purpose) => `Orders (${purpose})`),
		);
		for (const { workflow } of started) {
			expect(workflow.settings).toEqual({
				callerPolicy: 'workflowsFromSameOwner',
				credentialResolverId: 'resolver1',
				executionOrder: 'v1',
				executionTimeout: -1,
				redactionPolicy: 'all',
				saveDataErrorExecution: 'all',
				saveDataSuccessExecution: 'none',
				saveExecutionProgress: false,
				timezone: 'Europe/Berlin',
			});
		}
	});

	test('holds no secret, nor does anything else that is stored while it waits', async () => {
		const receiver = await startReceiver(answering(503));
		const url = receiver.url.replace('//', '//alice:password1@');
		const headers = { values: [{ name: 'X-Api-Key', value: 'token-of-the-user' }] };
		const credential = new StoredCredential({ secret, previousSecret: otherSecret });
		const execution = await start(
			[{ n: 1 }],
			{ credential },
			{ url, options: { ...durableOptions, headers } },
		);
		for (let wakes = 0; wakes < 2; wakes += 1) {
			expect(execution.waitingUntilMs).toBeDefined();
			expect(findLeaks(execution.stored, secret, otherSecret)).toEqual([]);
			const own = ['alice', 'password1', 'token-of-the-user'];
			expect(findLeaks(execution.storedBySendNode, secret, otherSecret, ...own)).toEqual([]);
			await execution.wake();
		}
		const logins = receiver.requests.map((each) => each.headers.authorization);
		expect(new Set(logins).size).toBe(1);
		expect(logins).toHaveLength(3);
	});
});

test('a sub-execution that starts late makes its attempts after a wait of its own, too', async () => {
	const receiver = await startReceiver(answering(503));
	const execution = await start(
		[{ url: receiver.url }],
		{ startMs: 5000 },
		{ delays: '1s', options: { ...durableOptions, durableAfterSeconds: 0 } },
	);
	expect(execution.status).toBe('waiting');
	await execution.finish();
	expect(execution.error?.message).toContain('on the last of 2 attempts');
	expect(receiver.requests).toHaveLength(2);
});
