import { matchEndpoints } from '../../../../nodes/shared/delivery/endpoints/matchEndpoints';
import { readEndpointRows } from '../../../../nodes/shared/delivery/endpoints/readEndpointRows';

const { endpoints } = readEndpointRows(
	[
		{ name: 'all' },
		{ name: 'invoices', events: 'invoice.*, !invoice.draft' },
		{ name: 'not drafts', events: ['!invoice.draft'] },
		{ name: 'orders', events: 'order.created' },
		{ name: 'off', active: false },
	].map((row) => ({ ...row, url: 'https://example.com' })),
	{ allowHttp: false, allowPrivateAddresses: false },
	'The list',
);

test.each([
	['invoice.paid', ['all', 'invoices', 'not drafts']],
	['invoice.draft', ['all']],
	['order.created', ['all', 'not drafts', 'orders']],
	['Order.created', ['all', 'not drafts']],
	[null, ['all', 'not drafts']],
])('the event %j goes to %j', (eventName, names) => {
	expect(matchEndpoints(endpoints, eventName).map(({ name }) => name)).toEqual(names);
});
