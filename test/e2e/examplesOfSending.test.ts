import { randomUUID } from 'node:crypto';
import { post, signSampleEvent } from '../../scripts/lib/sign.js';
import { idsOf } from '../support/e2e/durable';
import { accepted, itemsOf, useExamples } from '../support/e2e/examples';
import { answering, startReceiver } from '../support/n8n/receiver';
import { anyNode, chain, sendNode, storeSecrets } from '../support/e2e/workflows';

/* The example workflows that send, imported as they are and run by a real n8n. */

const { n8n, secret, urlOf, changeParameters, executionsWith, expectAllNodesRan } = useExamples();

/** Runs a workflow whose delivery fails for good, and which stops on errors. */
async function failElsewhere({ errorWorkflow, url }: { errorWorkflow: string; url: string }) {
	const path = randomUUID();
	const hook = anyNode('n8n-nodes-base.webhook', 2, {
		webhookId: path,
		parameters: { path, httpMethod: 'POST' },
	});
	const credential = await storeSecrets(n8n, { secret });
	const options = { allowHttp: true, allowPrivateAddresses: true };
	const send = sendNode({ url, retryPolicy: 'none', options }, credential);
	const { id } = await n8n.client.createWorkflow({
		name: path,
		nodes: [hook, send],
		connections: chain(hook, send),
		settings: { errorWorkflow },
	});
	await n8n.client.activate(id);
	await fetch(`${n8n.baseUrl}/webhook/${path}`, { method: 'POST' });
}

test('dead letter: what failed for good is kept, sent again under its id, and removed once it arrived', async () => {
	const id = 'retryWithDeadLetter';
	const send = 'Send Signed Webhook';
	const receiver = await startReceiver(answering(200, 404, 404, 200, 404, 200));
	try {
		await changeParameters(id, ({ name }) => (name === send ? { url: receiver.url } : undefined));
		await n8n.client.runManually(id, 'Run Manually');
		await executionsWith(id, { items: 1, node: 'Make the Table' });

		const url = urlOf('retry-with-dead-letter');
		const good = signSampleEvent({ secret });
		expect(await post(url, good)).toEqual(accepted);
		await executionsWith(id, { items: 1, node: 'Delivered' });
		const unlucky = signSampleEvent({ secret });
		expect(await post(url, unlucky)).toEqual(accepted);
		await executionsWith(id, { items: 1, node: 'Store the Record' });

		await n8n.client.runManually(id, 'Run Manually');
		const inVain = await executionsWith(id, { items: 1, node: 'Keep the Record' });
		expect(itemsOf(inVain, 'Keep the Record')).toMatchObject([{ state: 'failed' }]);
		await n8n.client.runManually(id, 'Every Morning');
		const executions = await executionsWith(id, { items: 1, node: 'Remove the Record' });
		expect(itemsOf(executions, 'Redeliver')).toMatchObject([
			{ id: unlucky.id, status: 'delivered' },
		]);

		await n8n.client.runManually(id, 'Run Manually');
		const last = await executionsWith(id, { items: 4, node: 'Make the Table' });
		expect(itemsOf(last, 'Get the Records')).toHaveLength(2);
		expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual(
			[good, unlucky, unlucky, unlucky].map((event) => event.id),
		);

		await failElsewhere({ errorWorkflow: id, url: receiver.url });
		const kept = await executionsWith(id, { items: 2, node: 'Store the Record' });
		await n8n.client.runManually(id, 'Run Manually');
		const all = await executionsWith(id, { items: 2, node: 'Remove the Record' });
		expect(itemsOf(all, 'Redeliver')).toMatchObject([{}, { status: 'delivered' }]);
		expect(idsOf(receiver.requests.slice(-2)).size).toBe(1);
		await expectAllNodesRan(id, [...all, ...kept]);
	} finally {
		await receiver.close();
	}
});

test('fan-out: an event goes to the endpoints that ask for it, and the failed ones are told', async () => {
	const id = 'fanOutToEndpoints';
	const url = urlOf('fan-out-to-endpoints');
	expect(await post(url, signSampleEvent({ secret }))).toEqual(accepted);
	const demo = await executionsWith(id, { items: 1, node: 'Delivered to All' });
	expect(itemsOf(demo, 'Delivered to All')).toEqual([
		{ event: 'order.paid', endpoints: ['CRM', 'Warehouse'] },
	]);

	const crm = await startReceiver(answering(200));
	const warehouse = await startReceiver(answering(410));
	const receivers: Record<string, string> = { CRM: crm.url, Warehouse: warehouse.url };
	try {
		await changeParameters(id, (node) => {
			if (node.name !== 'Your Endpoints') return undefined;
			const { assignments } = node.parameters.assignments as { assignments: [{ value: string }] };
			const [assignment] = assignments;
			const endpoints = JSON.parse(assignment.value) as Array<{ name: string; url: string }>;
			const local = endpoints.map((each) => ({ ...each, url: receivers[each.name] ?? each.url }));
			const value = JSON.stringify(local);
			return { assignments: { assignments: [{ ...assignment, value }] } };
		});
		const paid = signSampleEvent({ secret });
		expect(await post(url, paid)).toEqual(accepted);
		const customer = signSampleEvent({ secret, event: 'customer.created' });
		expect(await post(url, customer)).toEqual(accepted);
		const executions = await executionsWith(id, { items: 3, node: 'Signed Webhook Trigger' });
		expect(itemsOf(executions, 'Delivered to All')).toMatchObject([
			{ event: 'order.paid' },
			{ event: 'customer.created', endpoints: ['CRM'] },
		]);
		expect(itemsOf(executions, 'Tell Your Team')).toEqual([
			{ message: expect.stringMatching(/^Warehouse: gone, failing since \d{4}-/) as unknown },
		]);
		await expectAllNodesRan(id, executions);
		const idsAt = (receiver: typeof crm) =>
			receiver.requests.map(({ headers }) => headers['webhook-id']);
		// Two executions, which may overtake one another.
		expect(idsAt(crm).sort()).toEqual([paid.id, customer.id].sort());
		expect(idsAt(warehouse)).toEqual([paid.id]);
		expect(crm.requests[0]?.headers['x-environment']).toBe('test');
	} finally {
		await Promise.all([crm.close(), warehouse.close()]);
	}
});

test('simulate a provider: a good receiver passes every case, and a careless one is told apart', async () => {
	const id = 'simulateAProvider';
	await n8n.client.runManually(id, 'Try It Out');
	const good = await executionsWith(id, { items: 7, node: 'As It Should Be' });
	expect(itemsOf(good, 'As It Should Be')).toEqual([
		{ defect: 'none', answers: [200] },
		{ defect: 'bodyChanged', answers: [401] },
		{ defect: 'duplicateId', answers: [200, 200] },
		{ defect: 'missingSignature', answers: [401] },
		{ defect: 'stale', answers: [401] },
		{ defect: 'twoSignatures', answers: [200] },
		{ defect: 'wrongSecret', answers: [401] },
	]);
	expect(itemsOf(good, 'Your Workflow')).toHaveLength(3);
	expect(itemsOf(good, 'What to Fix')).toEqual([]);

	const careless = await startReceiver(answering(200));
	try {
		const test = 'Send Test Event';
		await changeParameters(id, ({ name }) => (name === test ? { url: careless.url } : undefined));
		await n8n.client.runManually(id, 'Try It Out');
		const executions = await executionsWith(id, { items: 4, node: 'What to Fix' });
		expect(itemsOf(executions, 'What to Fix')).toEqual(
			['bodyChanged', 'missingSignature', 'stale', 'wrongSecret'].map((defect) => ({
				defect,
				problem: expect.stringMatching(/\. Check that it /) as unknown,
			})),
		);
		await expectAllNodesRan(id, executions);
	} finally {
		await careless.close();
	}
});

test('send without waiting: the workflow continues, and hears how each delivery ended', async () => {
	const [id, resultId] = ['sendWithoutWaiting', 'handleDeliveryResults'];
	const late = await startReceiver(answering(503, 200));
	const never = await startReceiver(answering(503, 410));
	const url = urlOf('send-without-waiting');
	const sendTo = async (receiver: typeof late) => {
		await changeParameters(id, ({ type }) =>
			type.endsWith('.sendSignedWebhook')
				? { url: receiver.url, retryPolicy: 'list', delays: '2s' }
				: undefined,
		);
		const event = signSampleEvent({ secret });
		expect(await post(url, event)).toEqual(accepted);
		return event;
	};
	try {
		const lateEvent = await sendTo(late);
		const arrived = await executionsWith(resultId, { items: 1, node: 'Note It as Delivered' });
		expect(itemsOf(arrived, 'Note It as Delivered')).toMatchObject([
			{ id: lateEvent.id, status: 'delivered', attempts: [{}, {}] },
		]);

		const lostEvent = await sendTo(never);
		const results = await executionsWith(resultId, { items: 1, node: 'Tell Your Team' });
		// Who watches the attempts may still wait.
		const runs = (await n8n.client.executions({ workflowId: id }))
			.filter(({ mode }) => mode === 'webhook')
			.reverse();
		const executions = await Promise.all(
			runs.map(async (run) => await n8n.client.execution(run.id)),
		);
		expect(itemsOf(executions, 'Next Step')).toMatchObject([
			{ id: lateEvent.id, status: 'pending' },
			{ id: lostEvent.id, status: 'pending' },
		]);
		expect(itemsOf(results, 'Tell Your Team')).toEqual([
			{
				message: `Event ${lostEvent.id} did not arrive at ${never.url}: gone after 2 attempts`,
			},
		]);
		await expectAllNodesRan(resultId, results);
		await expectAllNodesRan(id, executions);
	} finally {
		await Promise.all([late.close(), never.close()]);
	}
});
