import { createHmac } from 'node:crypto';
import { useHexSender } from '../support/e2e/hexSender';
import { post } from '../support/e2e/http';
import { useSharedN8n } from '../support/e2e/n8n';
import { activateWorkflow, sendNode, storeSecrets, triggerNode } from '../support/e2e/workflows';
import { startReceiver } from '../support/n8n/receiver';
import { until } from '../support/until';

/* Each operator of conditions on a trigger and on an endpoint, and several events of one request, on a real n8n. */

const n8n = useSharedN8n();
const sender = useHexSender(n8n);
const { newEvent, send } = sender;

const accepted = { statusCode: 200, body: '{"received":true}' };
const ignored = { statusCode: 200, body: '{"received":true,"ignored":true}' };

/** For each operator what is asked for, a value that fits and one that does not. */
const operators: ReadonlyArray<
	readonly [name: string, wanted: unknown, fits: unknown, not: unknown]
> = [
	['equals', 'paid', 'paid', 'sent'],
	['oneOf', ['paid', 'sent'], 'sent', 'draft'],
	['startsWith', 'EU-', 'EU-7', 'US-7'],
	['contains', 'vip', ['new', 'vip'], ['new']],
	['exists', true, 'here', null],
	['greaterThan', 100, '100.5', 100],
	['atLeast', 100, 100, 99],
	['lessThan', 100, 99, 100],
	['atMost', 100, 100, 101],
];

test('each operator lets through what fits, and nothing else; all, any and not join them', async () => {
	const condition = {
		all: [
			{ not: { field: 'body.draft', equals: true } },
			{
				any: operators.map(([name, wanted]) => ({
					all: [
						{ field: 'body.operator', equals: name },
						{ field: 'body.value', [name]: wanted },
					],
				})),
			},
		],
	};
	const options = { onlyEventsWhere: JSON.stringify(condition) };
	const workflow = await sender.activate({ options });
	for (const [operator, , fits, not] of operators) {
		const answers = [
			await send(workflow.url, newEvent({ operator, value: fits })),
			await send(workflow.url, newEvent({ operator, value: not })),
			await send(workflow.url, newEvent({ operator, value: fits, draft: true })),
		];
		expect({ operator, answers }).toEqual({ operator, answers: [accepted, ignored, ignored] });
	}
	expect(await workflow.executionCount(operators.length)).toBe(operators.length);
	expect(n8n.output()).toContain("it does not fit the option 'Only Events Where'");
});

test('a condition that cannot be used keeps the workflow from being published', async () => {
	const options = { onlyEventsWhere: '{"any":[{"field":"total","exists":true}]}' };
	await expect(sender.activate({ options })).rejects.toThrow(/any\[0\]\.field/);
});

test('each operator chooses the events of an endpoint; what is for an inactive one is held and redelivered', async () => {
	const receiver = await startReceiver();
	const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
	const credential = await storeSecrets(n8n, { secret });
	const endpoints = [
		...operators.map(([name, wanted]) => ({
			name,
			url: `${receiver.url}/${name}`,
			only_events_where: { field: `body.body.${name}`, [name]: wanted },
		})),
		{ name: 'off', url: `${receiver.url}/off`, active: false },
	];
	const local = { allowHttp: true, allowPrivateAddresses: true };
	const fanOut = {
		...sendNode(
			{
				operation: 'sendToMany',
				eventName: 'order.paid',
				endpointSource: 'rows',
				endpointRows: JSON.stringify(endpoints),
				retryPolicy: 'none',
				options: local,
			},
			credential,
		),
		typeVersion: 1.2,
	};
	const redeliver = sendNode({ operation: 'redeliver', options: local }, credential);
	const workflow = await activateWorkflow(n8n, [sender.trigger(), fanOut, redeliver]);
	const valuesAt = (index: 2 | 3) =>
		Object.fromEntries(operators.map((each) => [each[0], each[index]]));
	const paths = () => receiver.requests.map(({ path }) => path.slice(1));
	try {
		expect(await send(workflow.url, newEvent(valuesAt(2)))).toEqual(accepted);
		await until('all endpoints have it', () => receiver.requests.length > operators.length);
		expect(await workflow.executionCount(1)).toBe(1);
		await until(
			'it is redelivered',
			async () => (await workflow.newestOutput(redeliver)).length > 0,
		);
		const names = operators.map(([name]) => name);
		expect(paths().slice(0, -1).sort()).toEqual([...names].sort());
		expect(paths().at(-1)).toBe('off');
		expect(await workflow.newestOutput(fanOut)).toMatchObject([
			{
				status: 'held',
				deliveries: [
					...names.map((endpoint) => ({ endpoint, status: 'delivered' })),
					{ endpoint: 'off', status: 'held', reason: 'endpointInactive', attempts: [] },
				],
			},
		]);
		expect(await workflow.newestOutput(redeliver)).toMatchObject([{ status: 'delivered' }]);

		const before = receiver.requests.length;
		expect(await send(workflow.url, newEvent(valuesAt(3)))).toEqual(accepted);
		await until('the last one arrives', () => receiver.requests.length > before);
		expect(paths().slice(before)).toEqual(['off']);
	} finally {
		await receiver.close();
	}
});

test('of three events in one request, the chosen one becomes an item; alone again, it is a repeat', async () => {
	const secret = 'secret of the channel';
	const credential = await storeSecrets(n8n, { secret });
	const trigger = {
		...triggerNode({ scheme: 'line', events: 'follow' }, credential),
		typeVersion: 1.3,
	};
	const workflow = await activateWorkflow(n8n, [trigger]);
	const event = (id: string, type: string) => ({
		webhookEventId: id,
		type,
		timestamp: 1_700_000_000_000,
	});
	const [first, second, third] = [event('1', 'message'), event('2', 'follow'), event('3', 'join')];
	const deliver = async (...events: object[]) => {
		const body = Buffer.from(JSON.stringify({ destination: 'U1', events }));
		const signature = createHmac('sha256', secret).update(body).digest('base64');
		return await post(workflow.url, body, [
			['content-type', 'application/json'],
			['x-line-signature', signature],
		]);
	};
	expect(await deliver(first, second, third)).toEqual(accepted);
	expect(await workflow.executionCount(1)).toBe(1);
	expect(await workflow.newestOutput(trigger)).toMatchObject([
		{
			id: '2',
			event: 'follow',
			timestamp: '2023-11-14T22:13:20.000Z',
			data: second,
			body: { destination: 'U1', events: [second] },
		},
	]);
	expect(await deliver(first, third)).toEqual(ignored);
	expect(await deliver(second)).toEqual({
		statusCode: 200,
		body: '{"received":true,"duplicate":true}',
	});
	expect(await workflow.executionCount()).toBe(1);
});
