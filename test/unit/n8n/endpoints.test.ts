import type { INodePropertyCollection } from 'n8n-workflow';
import { endpointSchema } from '../../../nodes/shared/delivery/endpoints/endpointSchema';
import type { EndpointsResult } from '../../../nodes/shared/delivery/endpoints/readEndpointRows';
import { endpointProperties } from '../../../nodes/shared/n8n/fields/endpoints/properties';
import { createEndpointReader } from '../../../nodes/shared/n8n/fields/endpoints/read';
import type { EndpointReader } from '../../../nodes/shared/n8n/fields/endpoints/read';

const rules = { allowHttp: false, allowPrivateAddresses: false };
const url = 'https://example.com/hook';

function read(
	parameters: Readonly<Record<string, unknown>>,
	item: unknown = {},
	reader: EndpointReader = createEndpointReader(),
): EndpointsResult {
	return reader((name) => parameters[name], item, rules);
}

const problemsOf = (parameters: Readonly<Record<string, unknown>>, item?: unknown) =>
	read(parameters, item).problems;

describe('endpoints in the fields of the node', () => {
	const fields = (...values: object[]) => ({ endpointSource: 'fields', endpoints: { values } });

	test('are read with their settings', () => {
		const { endpoints, problems } = read(
			fields(
				{ name: '', url, events: '', settings: {} },
				{
					name: 'CRM',
					url,
					events: 'invoice.*',
					settings: { active: false, headers: '{"X-A":"b"}', maxRetries: 1, secret: 'hidden' },
				},
			),
		);
		expect(problems).toEqual([]);
		expect(endpoints).toMatchObject([
			{ name: undefined, isActive: true, headers: {} },
			{ name: 'CRM', isActive: false, headers: { 'X-A': 'b' }, maxRetries: 1, secret: 'hidden' },
		]);
		expect(endpoints[1]?.eventFilter.passes('order.created')).toBe(false);
	});

	test.each([{}, { values: [] }, undefined])('have to be added: %j', (endpoints) => {
		expect(problemsOf({ endpointSource: 'fields', endpoints })).toEqual([
			"The field 'Endpoints' is empty. Add an endpoint.",
		]);
	});

	test('are told by their number', () => {
		expect(problemsOf(fields({ url }, { url: '' }))).toEqual([
			"Endpoint 2: the field 'url' is empty. Enter the address of the receiver.",
		]);
	});

	test('have no setting that is not read', () => {
		const group = endpointProperties.find(({ name }) => name === 'endpoints')
			?.options?.[0] as INodePropertyCollection;
		const settings = group.values.find(({ name }) => name === 'settings')?.options ?? [];
		const names = [...group.values, ...settings].map(({ name }) => name);
		const known = Object.keys(endpointSchema.innerType().shape);
		expect(names.filter((name) => name !== 'settings' && !known.includes(name))).toEqual([]);
		expect(names).toHaveLength(13);
	});
});

describe('endpoints in a field of the item', () => {
	const fromItem = (endpointField: string) => ({ endpointSource: 'item', endpointField });

	test.each([
		['endpoints', { endpoints: [{ url }] }],
		['customer.endpoints', { customer: { endpoints: [{ url }] } }],
		['endpoint', { endpoint: { url } }],
	])('are found at %s', (field, item) => {
		expect(read(fromItem(field), item).endpoints.map((each) => each.url)).toEqual([url]);
	});

	test('may be none', () => {
		expect(read(fromItem('endpoints'), { endpoints: [] })).toMatchObject({
			endpoints: [],
			problems: [],
		});
	});

	test.each(['endpoints', '', 'a.b', '__proto__', 'toString'])(
		'are asked for when there is no field %j',
		(field) => {
			expect(problemsOf(fromItem(field), { a: 'b' })).toEqual([
				`The item has no field '${field}'. Change 'Field With Endpoints', or give every item a list of endpoints there.`,
			]);
		},
	);

	test('have to be a list', () => {
		expect(problemsOf(fromItem('endpoints'), { endpoints: 5 })).toEqual([
			"The field 'endpoints' of the item holds no list of endpoints. Give it a list of objects that have at least a 'url' each.",
		]);
	});
});

describe('endpoints from another node', () => {
	const fromRows = (endpointRows: unknown) => ({ endpointSource: 'rows', endpointRows });

	test.each([
		['rows', [{ id: 1, url, max_retries: 2 }]],
		['items', [{ json: { id: 1, url, max_retries: 2 }, pairedItem: 0 }]],
		['text', `[{"id":1,"url":"${url}","max_retries":2}]`],
	])('may be %s', (_, rows) => {
		expect(read(fromRows(rows)).endpoints).toMatchObject([{ name: '1', url, maxRetries: 2 }]);
	});

	test.each([undefined, '', '{{ }}'])('have to be a list: %j', (rows) => {
		expect(problemsOf(fromRows(rows))).toEqual([
			"The field 'Rows' holds no list of endpoints. Give it a list of objects that have at least a 'url' each.",
		]);
	});
});

test('a source that does not exist is refused', () => {
	expect(problemsOf({ endpointSource: 'table' })).toEqual([
		"The field 'Endpoints From' holds 'table', which is none of: fields, item, rows.",
	]);
});

describe('a reader', () => {
	const rows = (path: string) => ({
		endpointSource: 'rows',
		endpointRows: [{ url: `https://example.com/${path}` }],
	});

	test('does not read the same list twice', () => {
		const reader = createEndpointReader();
		const first = read(rows('a'), {}, reader);
		expect(read(rows('a'), {}, reader)).toBe(first);
	});

	test('reads another list, and the same one under other rules', () => {
		const reader = createEndpointReader();
		read(rows('a'), {}, reader);
		expect(read(rows('b'), {}, reader).endpoints[0]?.url).toBe('https://example.com/b');
		const http = { endpointSource: 'rows', endpointRows: [{ url: 'http://example.com/' }] };
		expect(read(http, {}, reader).problems).toHaveLength(1);
		const allowed = reader(
			(name) => http[name as keyof typeof http],
			{},
			{
				...rules,
				allowHttp: true,
			},
		);
		expect(allowed.problems).toEqual([]);
	});

	test('reads a list that cannot be written as JSON', () => {
		const row: Record<string, unknown> = { url };
		row.self = row;
		const reader = createEndpointReader();
		for (let i = 0; i < 2; i += 1) {
			const { endpoints } = read({ endpointSource: 'rows', endpointRows: [row] }, {}, reader);
			expect(endpoints.map((each) => each.url)).toEqual([url]);
		}
	});
});
