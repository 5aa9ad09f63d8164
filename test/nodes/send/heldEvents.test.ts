import type { IDataObject } from 'n8n-workflow';
import { standardWebhooks } from '../../support/n8n/providers';
import { startReceiver } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';
import type { SendResult } from '../../support/n8n/send';

/* Which endpoints get an event by what it holds, and what is held for those that are switched off. */

const { secret } = standardWebhooks;
const local = { allowHttp: true, allowPrivateAddresses: true };

const sendToMany = async (
	endpoints: readonly IDataObject[],
	{
		total = 120,
		typeVersion,
		...options
	}: IDataObject & { total?: number; typeVersion?: number } = {},
): Promise<SendResult> =>
	await send({
		parameters: {
			operation: 'sendToMany',
			eventName: 'order.paid',
			endpointSource: 'rows',
			endpointRows: JSON.stringify(endpoints),
			bodySource: 'json',
			jsonBody: JSON.stringify({ total }),
			retryPolicy: 'none',
			options: { ...local, ...options },
		},
		secrets: { secret },
		...(typeVersion !== undefined && { typeVersion }),
	});

test('an endpoint gets what fits its condition', async () => {
	const [large, small] = [await startReceiver(), await startReceiver()];
	const endpoints = [
		{ name: 'large', url: large.url, only_events_where: '{"field":"body.total","atLeast":100}' },
		{
			name: 'small',
			url: small.url,
			onlyEventsWhere: { not: { field: 'body.total', atLeast: 100 } },
		},
	];
	const first = await sendToMany(endpoints);
	expect(first.items).toMatchObject([
		{ json: { status: 'delivered', deliveries: [{ endpoint: 'large', status: 'delivered' }] } },
	]);
	await sendToMany(endpoints, { total: 7 });
	expect(large.requests.map(({ body }) => body.toString())).toEqual(['{"total":120}']);
	expect(small.requests.map(({ body }) => body.toString())).toEqual(['{"total":7}']);
});

test('a condition that cannot be used is told before anything is sent', async () => {
	const receiver = await startReceiver();
	const { error } = await sendToMany([
		{ url: receiver.url },
		{ name: 'CRM', url: receiver.url, only_events_where: '{"field":"total","atLeast":100}' },
	]);
	expect(String((error as Error | undefined)?.message)).toContain(
		'Endpoint 2 (CRM): the field \'only_events_where\' holds a condition that cannot be used: at field: "total" is none of: event, id, body.',
	);
	expect(receiver.requests).toEqual([]);
});

test('what is for an inactive endpoint is held, and Redeliver sends it', async () => {
	const [on, off] = [await startReceiver(), await startReceiver()];
	const { items } = await sendToMany([
		{ name: 'on', url: on.url },
		{ name: 'off', url: off.url, active: false },
		{ name: 'off, and not for it', url: off.url, active: false, events: 'order.sent' },
	]);
	const [item] = items;
	expect(item?.json).toMatchObject({
		status: 'held',
		deliveries: [
			{ endpoint: 'on', status: 'delivered' },
			{
				endpoint: 'off',
				status: 'held',
				reason: 'endpointInactive',
				statusCode: null,
				attempts: [],
			},
		],
	});
	expect(JSON.stringify(item)).not.toContain('nextAttemptAt');
	expect([on.requests.length, off.requests.length]).toEqual([1, 0]);

	const { items: again } = await send({
		parameters: { operation: 'redeliver', options: local },
		items: items.map(({ json }) => json),
		secrets: { secret },
	});
	expect(again).toMatchObject([
		{
			json: { status: 'delivered', deliveries: [{ status: 'delivered' }, { status: 'delivered' }] },
		},
	]);
	expect([on.requests.length, off.requests.length]).toEqual([1, 1]);
	expect(off.requests[0]?.headers['webhook-id']).toBe(on.requests[0]?.headers['webhook-id']);
});

test.each<[string, IDataObject, string]>([
	['a new node holds', {}, 'held'],
	['a new node skips, if it is asked to', { inactiveEndpoints: 'skip' }, 'unmatched'],
	['a node of version 1.1 skips, as it did', { typeVersion: 1.1 }, 'unmatched'],
	['a node of version 1 skips, as it did', { typeVersion: 1 }, 'unmatched'],
	[
		'a node of version 1.1 holds, if it is asked to',
		{ typeVersion: 1.1, inactiveEndpoints: 'hold' },
		'held',
	],
])('%s', async (_, setup, status) => {
	const receiver = await startReceiver();
	const { items } = await sendToMany([{ url: receiver.url, active: false }], setup);
	expect(items).toMatchObject([{ json: { status } }]);
	expect(receiver.requests).toEqual([]);
});
