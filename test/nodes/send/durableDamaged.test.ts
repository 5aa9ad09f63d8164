import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { durableStarter } from '../../support/n8n/durable';
import { statusesOf } from '../../support/n8n/durableResults';
import { answering, startReceiver } from '../../support/n8n/receiver';

const clock = useClock();
const start = durableStarter(clock);

type Damage = (item: INodeExecutionData) => void;

const recordIn = ({ json }: INodeExecutionData) => json.details as IDataObject;

const damages: ReadonlyArray<[what: string, path: string, damage: Damage]> = [
	['has no attempts', 'attempts', (item) => delete recordIn(item).attempts],
	['has an id that is no text', 'id', (item) => (recordIn(item).id = 5)],
	['has a status that nobody knows', 'status', (item) => (recordIn(item).status = 'paused')],
	[
		'has a body that is no text',
		'delivery.message.body',
		(item) => ((recordIn(item).delivery as { message: IDataObject }).message.body = null),
	],
	['is another object altogether', 'id', (item) => (item.json = { hello: 'world' })],
];

describe.each(damages)('a waiting record that %s', (_, path, damage) => {
	test('comes out as a failure that says so; the others are sent', async () => {
		const late = await startReceiver(answering(503, 503, 200, 200));
		const execution = await start([{ url: late.url }, { url: late.url }], {
			onError: 'continueRegularOutput',
		});
		execution.damage((items) => damage(items[0] as INodeExecutionData));
		await execution.finish();
		expect(statusesOf(execution.delivered)).toEqual(['failed', 'delivered']);
		expect(execution.delivered[0]?.json).toMatchObject({
			error: expect.stringContaining('not delivered') as unknown,
			message: expect.stringContaining(
				`cannot be read: it has a missing or wrong value at '${path}'`,
			) as unknown,
			details: {
				status: 'failed',
				reason: 'notAttempted',
				unreadable: expect.anything() as unknown,
			},
		});
	});

	test('stops the workflow where it is to stop after errors', async () => {
		const late = await startReceiver(answering(503, 503, 200, 200));
		const execution = await start([{ url: late.url }, { url: late.url }]);
		execution.damage((items) => damage(items[0] as INodeExecutionData));
		await execution.finish();
		expect(execution.status).toBe('error');
		expect(execution.error?.description).toContain(
			`cannot be read: it has a missing or wrong value at '${path}'`,
		);
	});
});

test('a record of many that cannot be read takes none of the others along', async () => {
	const late = await startReceiver(answering(503, 503, 200, 200));
	const execution = await start(
		[{}],
		{ onError: 'continueRegularOutput' },
		{
			operation: 'sendToMany',
			eventName: 'order.paid',
			endpointSource: 'rows',
			endpointRows: [{ url: late.url }, { url: `${late.url}?second` }],
		},
	);
	execution.damage(([item]) => {
		const { deliveries } = recordIn(item as INodeExecutionData) as { deliveries: IDataObject[] };
		delete deliveries[0]?.attempts;
	});
	await execution.finish();
	expect(execution.delivered[0]?.json).toMatchObject({
		error: expect.stringContaining('1 of 2') as unknown,
		details: {
			deliveries: [{ status: 'failed', reason: 'notAttempted' }, { status: 'delivered' }],
		},
	});
});

test('a delivery that waits without what is to be sent does not wait for ever', async () => {
	const late = await startReceiver(answering(503));
	const execution = await start([{ url: late.url }], { onError: 'continueRegularOutput' });
	execution.damage(([item]) => delete recordIn(item as INodeExecutionData).delivery);
	await execution.wake();
	expect(execution.delivered[0]?.json).toMatchObject({
		details: { status: 'failed', reason: 'notAttempted' },
	});
});
