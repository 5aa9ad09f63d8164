import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { contextOf, itemsOf, runIn } from '../../support/n8n/nodeRun';
import { workflowWith } from '../../support/n8n/workflow';

const MINUTE_MS = 60_000;

/** A record of the send node whose only attempt began some minutes ago. */
function record(id: string, status: string, more: IDataObject = {}, minutesAgo = 5): IDataObject {
	const statusCode = status === 'delivered' ? 200 : 500;
	return {
		id,
		event: 'order.paid',
		endpoint: 'Shop',
		url: 'https://shop.example/hooks',
		status,
		statusCode,
		reason: status === 'delivered' ? 'accepted' : 'retriesExhausted',
		attempts: [
			{
				number: 1,
				startedAt: new Date(Date.now() - minutesAgo * MINUTE_MS).toISOString(),
				durationMs: 100,
				statusCode,
			},
		],
		...(status === 'failed' && { delivery: { version: 1 } }),
		...more,
	};
}

/** A node that is run several times, with what n8n keeps for it from one run to the next. */
function monitor(parameters: IDataObject) {
	const { workflow, node, nodeType } = workflowWith('webhookMonitor', parameters);
	return async (records: IDataObject[]) => {
		const items: INodeExecutionData[] = itemsOf(records);
		const { outputs, error } = await runIn(contextOf({ workflow, node, items }), nodeType);
		return { outputs: outputs.map((each) => each.map(({ json }) => json)), error };
	};
}

describe('Summarize', () => {
	test('all items are one set of deliveries', async () => {
		const run = monitor({ operation: 'summarize' });
		const { outputs } = await run([record('a', 'delivered'), record('b', 'failed')]);
		expect(outputs).toMatchObject([
			[
				{
					total: { deliveries: 2, successRate: 0.5, errors: { 500: 1 } },
					endpoints: [{ name: 'Shop', deliveries: 2 }],
					events: [{ name: 'order.paid', deliveries: 2 }],
				},
			],
		]);
	});

	test('only what lies in the last hours', async () => {
		const run = monitor({ operation: 'summarize', lastHours: 1 });
		const { outputs } = await run([record('a', 'delivered', {}, 61), record('b', 'delivered')]);
		expect(outputs[0]).toMatchObject([{ total: { deliveries: 1 } }]);
	});

	test('an item that is no record stops it, by its number', async () => {
		const { error } = await monitor({ operation: 'summarize' })([
			record('a', 'delivered'),
			{ order: 1042 },
		]);
		expect(error?.message).toBe("Item 2 has no 'id', so it is not the record of a delivery.");
	});
});

describe('Check Alerts', () => {
	test('an alert comes out once when it begins, and once when it ends', async () => {
		const limits = { minSuccessPercent: 95 };
		const run = monitor({ operation: 'checkAlerts', limits, okAfterChecks: 1 });
		const failing = [record('a', 'failed'), record('b', 'delivered')];
		const [first, second, third, fourth] = [
			await run(failing),
			await run(failing),
			await run([record('c', 'delivered')]),
			await run([record('c', 'delivered')]),
		];
		expect(first.outputs).toMatchObject([
			[{ state: 'began', rule: 'successRate', value: 0.5, limit: 0.95 }],
			[],
		]);
		expect(second.outputs).toEqual([[], []]);
		expect(third.outputs).toMatchObject([
			[],
			[
				{
					state: 'ended',
					rule: 'successRate',
					message:
						'Within the limit again. It was: 50 % of deliveries succeeded; the limit is 95 %.',
				},
			],
		]);
		expect(fourth.outputs).toEqual([[], []]);
	});

	test('a new node waits for two good checks, so that an alert does not end and begin again', async () => {
		const run = monitor({ operation: 'checkAlerts', limits: { minSuccessPercent: 95 } });
		const [bad, good] = [[record('a', 'failed')], [record('b', 'delivered')]];
		const counts: number[][] = [];
		for (const records of [bad, good, bad, good, good, good]) {
			counts.push((await run(records)).outputs.map(({ length }) => length));
		}
		expect(counts).toEqual([
			[1, 0],
			[0, 0],
			[0, 0],
			[0, 0],
			[0, 1],
			[0, 0],
		]);
	});

	test('the limits of a new node are 10 failures, 95 % and 5 s', async () => {
		const run = monitor({ operation: 'checkAlerts' });
		const failures = Array.from({ length: 11 }, (_, index) => record(`${index}`, 'failed'));
		const { outputs } = await run(failures);
		expect(outputs[0]?.map(({ rule }) => rule)).toEqual(['failed', 'successRate']);
	});
});

describe('Make Dashboard', () => {
	test('one page', async () => {
		const { outputs } = await monitor({ operation: 'dashboard', title: 'My <b>hooks</b>' })([
			record('a', 'failed'),
		]);
		const page = outputs[0]?.[0]?.html as string;
		expect(page).toMatch(/^<!doctype html>/);
		expect(page).toContain('My &lt;b&gt;hooks&lt;/b&gt;');
	});

	test('without any record, a page that says what to do', async () => {
		const { outputs } = await monitor({ operation: 'dashboard' })([{}]);
		expect(outputs[0]?.[0]?.html).toContain('No deliveries yet.');
	});

	test('an address of buttons that is none is refused', async () => {
		const run = monitor({ operation: 'dashboard', options: { actionUrl: 'javascript:alert(1)' } });
		const { error } = await run([record('a', 'failed')]);
		expect(error?.message).toContain("The option 'Action URL' must be a complete URL");
	});
});

describe('List Deliveries', () => {
	const records = [
		record('a', 'failed', {}, 30),
		record('b', 'delivered', {}, 20),
		record('c', 'failed', { endpoint: 'CRM', event: 'user.created' }, 10),
	];
	const ids = async (parameters: IDataObject) => {
		const { outputs, error } = await monitor({ operation: 'list', ...parameters })(records);
		return error?.message ?? outputs[0]?.map(({ deliveryId }) => deliveryId);
	};

	test.each<[string, IDataObject, string[]]>([
		['failed ones, the latest first', {}, ['c', 'a']],
		['all', { statuses: [] }, ['c', 'b', 'a']],
		['a page', { statuses: [], limit: 1, options: { skip: 1 } }, ['b']],
		['one endpoint', { statuses: [], options: { endpoint: 'CRM' } }, ['c']],
		['by URL', { options: { endpoint: 'https://shop.example/hooks' } }, ['c', 'a']],
		['events by pattern', { statuses: [], options: { event: 'order.*' } }, ['b', 'a']],
	])('%s', async (_, parameters, expected) => {
		expect(await ids(parameters)).toEqual(expected);
	});

	test('an event pattern that cannot be used is named', async () => {
		expect(await ids({ options: { event: 'order paid' } })).toMatch(
			/^The option 'Event' cannot be used: the entry 'order paid'/,
		);
	});

	test('what can be sent again has its record', async () => {
		const { outputs } = await monitor({ operation: 'list' })([record('a', 'failed')]);
		expect(outputs[0]).toMatchObject([
			{ canRedeliver: true, record: { delivery: { version: 1 } } },
		]);
	});
});

describe('Make Table Rows', () => {
	test('a row for each delivery, which the other operations read back', async () => {
		const { outputs } = await monitor({ operation: 'makeRows' })([
			record('a', 'failed'),
			{
				id: 'm',
				status: 'failed',
				deliveries: [record('m', 'delivered'), record('m', 'failed', { endpoint: 'CRM' })],
			},
		]);
		const rows = outputs[0] ?? [];
		expect(rows).toHaveLength(3);
		for (const row of rows) {
			for (const value of Object.values(row)) expect(['string', 'number']).toContain(typeof value);
		}
		const again = await monitor({ operation: 'summarize' })(rows);
		expect(again.outputs[0]).toMatchObject([{ total: { deliveries: 3, failed: 2 } }]);
		const listed = await monitor({ operation: 'list' })(rows);
		expect(listed.outputs[0]?.[0]).toMatchObject({ canRedeliver: true });
	});

	test('a row of a table that n8n has stored has further columns', async () => {
		const [[row] = []] = (await monitor({ operation: 'makeRows' })([record('a', 'failed')]))
			.outputs;
		const stored = { ...row, id: 7, createdAt: new Date().toISOString() };
		const { outputs } = await monitor({ operation: 'list' })([stored]);
		expect(outputs[0]).toMatchObject([{ deliveryId: 'a' }]);
	});
});

test.each([
	[
		{ operation: 'summarize', lastHours: 0 },
		"The field 'Last Hours' must be a number from 0.1 to 8760.",
	],
	[
		{ operation: 'checkAlerts', limits: { minSuccessPercent: 101 } },
		"The option 'Success Rate (Percent)' must be a number from 0 to 100.",
	],
	[
		{ operation: 'list', limit: 1.5 },
		"The field 'Limit' must be a whole number from 1 to 1000000.",
	],
])('%j is refused', async (parameters, message) => {
	const { error } = await monitor(parameters)([record('a', 'failed')]);
	expect(error?.message).toBe(message);
});
