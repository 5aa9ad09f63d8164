import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { envelopeStyles } from '../../../nodes/shared/services/outboundEnvelopeStyles';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { startReachableTrigger } from '../../support/n8n/relay';
import { send } from '../../support/n8n/send';

const { secret } = standardWebhooks;
const options = { allowHttp: true, allowPrivateAddresses: true };
const fields = { organizationId: 'org-7', webhookId: 'wh-1', webhookName: 'Orders' };

// Where only certain events exist, one of them.
const eventOf = (scheme: string): string =>
	({ joai: 'user.message', lvng: 'message.created', twig: 'agent.created' })[scheme] ??
	'order.created';

const sendWrapped = async (url: string, parameters: IDataObject) =>
	await send({
		parameters: {
			...standardWebhooks.parameters,
			url,
			envelope: 'standard-webhooks',
			eventName: 'order.created',
			options,
			...parameters,
		},
		items: [{ order: { lines: [{ sku: 'A' }] } }],
		secrets: { secret },
	});

describe.each(envelopeStyles)('$displayName', ({ id: style, idPrefix }) => {
	test('the trigger of the service finds the event, its data and its id', async () => {
		const trigger = await startReachableTrigger({
			parameters: { scheme: style },
			secrets: { secret },
		});
		const event = eventOf(style);
		const { items, error } = await send({
			parameters: {
				...fields,
				url: trigger.url,
				scheme: style,
				envelope: style,
				eventName: ` ${event} `,
				eventId: 'evt_7',
				options,
			},
			items: [{ order: 1042, name: 'Zoë' }],
			secrets: { secret },
		});
		expect(error).toBeUndefined();
		const carriesId = idPrefix !== undefined || style === 'standard-webhooks';
		expect(trigger.exchanges.map(({ item }) => item)).toMatchObject([
			{ event, data: { order: 1042, name: 'Zoë' }, id: carriesId ? 'evt_7' : null },
		]);
		expect(items).toMatchObject([{ json: { event, status: 'delivered' } }]);
	});
});

test('an id that is made up starts as the envelope has it, and stands in the body', async () => {
	const receiver = await startReceiver();
	const { items } = await send({
		parameters: {
			...fields,
			url: receiver.url,
			scheme: 'twig',
			envelope: 'twig',
			eventName: 'agent.created',
			options,
		},
		secrets: { secret },
	});
	const body = JSON.parse(receiver.requests[0]?.body.toString('utf8') ?? '') as IDataObject;
	expect(body.id).toMatch(/^evt_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
	expect(items[0]?.json.id).toBe(body.id);
});

test('every attempt sends the same bytes, the time in them included', async () => {
	const receiver = await startReceiver(answering(503, 200));
	await sendWrapped(receiver.url, { retryPolicy: 'list', delays: '0.01s' });
	const [first, second] = receiver.requests;
	expect(second?.body).toEqual(first?.body);
	expect(receiver.requests.map((request) => isGenuine(standardWebhooks, request))).toEqual([
		true,
		true,
	]);
});

test.each<[string, IDataObject, string]>([
	[
		'JSON that was typed, with all its digits',
		{ bodySource: 'json', jsonBody: '{"n":12345678901234567890}' },
		'{"n":12345678901234567890}',
	],
	['one field of the item', { bodySource: 'field', bodyField: 'order.lines' }, '[{"sku":"A"}]'],
])('%s is wrapped', async (_, parameters, data) => {
	const receiver = await startReceiver();
	await sendWrapped(receiver.url, parameters);
	expect(receiver.requests[0]?.body.toString('utf8')).toMatch(
		/^\{"type":"order\.created","timestamp":"[^"]+Z","data":/,
	);
	expect(receiver.requests[0]?.body.toString('utf8')).toContain(`"data":${data}}`);
});

test('a text is sent as it is: it has no envelope', async () => {
	const receiver = await startReceiver();
	await sendWrapped(receiver.url, { bodySource: 'text', textBody: 'hello' });
	expect(receiver.requests[0]?.body.toString('utf8')).toBe('hello');
});

test.each<[string, RegExp, IDataObject]>([
	[
		'that nobody knows',
		/^The field 'Envelope' holds 'soap'.*none, standard-webhooks/,
		{ envelope: 'soap' },
	],
	['without a name for the event', /^The field 'Event Name' is empty/, { eventName: ' ' }],
	['without its organization', /^The field 'Organization ID' is empty/, { organizationId: '' }],
	['without its webhook', /^The field 'Webhook ID' is empty/, { envelope: 'joai', webhookId: '' }],
	[
		'around data that is no object',
		/^The body is not an event as Twig AI documents it: data.*'Body'/,
		{ bodySource: 'json', jsonBody: '[1]' },
	],
])('an envelope %s is refused, and nothing is sent', async (_, message, parameters) => {
	const receiver = await startReceiver();
	const { error } = await send({
		parameters: {
			...standardWebhooks.parameters,
			...fields,
			url: receiver.url,
			envelope: 'twig',
			eventName: 'agent.created',
			options,
			...parameters,
		},
		secrets: { secret },
	});
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error?.message).toMatch(message);
	expect(receiver.requests).toEqual([]);
});
