import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { StoredCredential } from '../../support/n8n/credential';
import { durableStarter } from '../../support/n8n/durable';
import { findLeaks } from '../../support/n8n/leaks';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';

const { secret, otherSecret } = standardWebhooks;
const clock = useClock();
const start = durableStarter(clock);

const fanOut: IDataObject = {
	operation: 'sendToMany',
	eventName: 'order.paid',
	endpointSource: 'item',
	endpointField: 'endpoints',
};

test('each endpoint is tried when it is due, and one that has it gets it no more', async () => {
	const fine = await startReceiver();
	const late = await startReceiver(answering(503, 500, 200));
	const deaf = await startReceiver(answering(500));
	const urls = [late, fine, deaf].map(({ url }) => url);
	const endpoints = urls.map((url) => ({ url }));
	const execution = await start([{ endpoints }], { onError: 'continueRegularOutput' }, fanOut);
	expect(execution.items).toMatchObject([
		{
			json: {
				status: 'pending',
				deliveries: [{ status: 'pending' }, { status: 'delivered' }, { status: 'pending' }],
			},
		},
	]);
	await execution.finish();
	const [item] = execution.delivered;
	expect(item?.json).toMatchObject({
		error: expect.stringContaining('not delivered to 1 of 3 endpoints') as unknown,
		details: {
			event: 'order.paid',
			status: 'failed',
			deliveries: [
				{ url: urls[0], status: 'delivered' },
				{ url: urls[1], status: 'delivered' },
				{ url: urls[2], status: 'failed', reason: 'retriesExhausted' },
			],
		},
	});
	expect([late, fine, deaf].map(({ requests }) => requests.length)).toEqual([3, 1, 3]);
	const ids = [late, fine, deaf].flatMap(({ requests }) =>
		requests.map(({ headers }) => headers['webhook-id']),
	);
	expect(new Set(ids).size).toBe(1);
});

test('what is left undelivered is sent again by its record, and nothing else', async () => {
	const fine = await startReceiver();
	const late = await startReceiver(answering(503, 503, 503, 200));
	const endpoints = [fine, late].map(({ url }) => ({ url }));
	const execution = await start([{ endpoints }], { onError: 'continueErrorOutput' }, fanOut);
	await execution.finish();
	expect(execution.failed).toHaveLength(1);
	const { items } = await send({
		parameters: {
			operation: 'redeliver',
			options: { allowHttp: true, allowPrivateAddresses: true },
		},
		items: execution.failed.map(({ json }) => json),
		secrets: { secret },
	});
	expect(items).toMatchObject([
		{ json: { status: 'delivered', deliveries: [{ url: fine.url }, { url: late.url }] } },
	]);
	expect([fine.requests.length, late.requests.length]).toEqual([1, 4]);
});

test('the secret of an endpoint signs after the wait, and nobody can read it meanwhile', async () => {
	const receiver = await startReceiver(answering(503, 200));
	const endpoints = { values: [{ url: receiver.url, settings: { secret: otherSecret } }] };
	const credential = new StoredCredential({ secret });
	const execution = await start(
		[{}],
		{ credential },
		{
			...fanOut,
			endpointSource: 'fields',
			endpoints,
		},
	);
	expect(execution.status).toBe('waiting');
	expect(findLeaks(execution.storedBySendNode, secret, otherSecret)).toEqual([]);
	await execution.finish();
	const accepted = receiver.requests.map((each) => isGenuine(standardWebhooks, each, otherSecret));
	expect(accepted).toEqual([true, true]);
});
