import { matchEndpoints } from '../../../../nodes/shared/delivery/endpoints/matchEndpoints';
import { readEndpointRows } from '../../../../nodes/shared/delivery/endpoints/readEndpointRows';
import type { OutboundMessage } from '../../../../nodes/shared/delivery/delivery';
import { findScheme } from '../../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../../nodes/shared/signing/scheme';

const RULES = { allowHttp: false, allowPrivateAddresses: false };

const readRows = (rows: readonly object[]) =>
	readEndpointRows(
		rows.map((row) => ({ ...row, url: 'https://example.com' })),
		RULES,
		'The list',
	);

const message = (eventName: string | undefined, body: Buffer | string = '{}'): OutboundMessage => ({
	id: 'msg_1',
	eventName,
	body: Buffer.from(body),
	contentType: 'application/json',
	scheme: findScheme('standard-webhooks') as SignatureScheme,
});

const { endpoints } = readRows([
	{ name: 'all' },
	{ name: 'invoices', events: 'invoice.*, !invoice.draft' },
	{ name: 'not drafts', events: ['!invoice.draft'] },
	{ name: 'orders', events: 'order.created' },
	{ name: 'off', active: false },
]);

test.each([
	['invoice.paid', ['all', 'invoices', 'not drafts', 'off']],
	['invoice.draft', ['all', 'off']],
	['order.created', ['all', 'not drafts', 'orders', 'off']],
	['Order.created', ['all', 'not drafts', 'off']],
	[undefined, ['all', 'not drafts', 'off']],
])('the event %j goes to %j', (eventName, names) => {
	expect(matchEndpoints(endpoints, message(eventName)).map(({ name }) => name)).toEqual(names);
});

describe('conditions of endpoints', () => {
	const atLeast = (total: number) => ({ field: 'body.total', atLeast: total });
	const { endpoints: picky, problems } = readRows([
		{ name: 'large', onlyEventsWhere: atLeast(100) },
		{ name: 'as text', 'Only Events Where': JSON.stringify(atLeast(10)) },
		{ name: 'of a table', only_events_where: '  ' },
		{ name: 'paid and large', events: 'order.paid', onlyEventsWhere: atLeast(100) },
		{ name: 'by id', onlyEventsWhere: { field: 'id', equals: 'msg_1' } },
		{ name: 'by event', onlyEventsWhere: { field: 'event', startsWith: 'order.' } },
		{ name: 'text', onlyEventsWhere: { field: 'body', contains: 'tot' } },
	]);

	test.each<[string | undefined, Buffer | string, string[]]>([
		[
			'order.paid',
			'{"total":120}',
			['large', 'as text', 'of a table', 'paid and large', 'by id', 'by event'],
		],
		['order.sent', '{"total":12}', ['as text', 'of a table', 'by id', 'by event']],
		['invoice.paid', '{"total":"150"}', ['large', 'as text', 'of a table', 'by id']],
		[undefined, 'total=120', ['of a table', 'by id', 'text']],
		[undefined, Buffer.from([0xff, 0x00]), ['of a table', 'by id']],
	])('%s with %s goes to %j', (eventName, body, names) => {
		expect(problems).toEqual([]);
		expect(matchEndpoints(picky, message(eventName, body)).map(({ name }) => name)).toEqual(names);
	});

	test('that cannot be used are told with row, field, place and remedy', () => {
		const wrong = [
			{ name: 'CRM', only_events_where: { any: [{ field: 'total', exists: true }] } },
			{ onlyEventsWhere: '{"field":' },
			{ onlyEventsWhere: 7 },
		];
		expect(readRows(wrong).problems).toEqual([
			'Endpoint 1 (CRM): the field \'only_events_where\' holds a condition that cannot be used: at any[0].field: "total" is none of: event, id, body. A path begins with one of these, such as body for what the sender wrote.',
			'Endpoint 2: the field \'onlyEventsWhere\' holds a condition that cannot be used: it is not valid JSON. Check its quotes, commas and brackets. An example: {"field": "body.total", "atLeast": 100}.',
			'Endpoint 3: the field \'onlyEventsWhere\' holds a condition that cannot be used: a condition is an object such as {"field": "body.total", "atLeast": 100}. Put a list of conditions under "all" or "any".',
		]);
	});
});
