import fc from 'fast-check';
import { readEndpointRows } from '../../../../nodes/shared/delivery/endpoints/readEndpointRows';
import type { EndpointsResult } from '../../../../nodes/shared/delivery/endpoints/readEndpointRows';

const rules = { allowHttp: false, allowPrivateAddresses: false };
const url = 'https://example.com/hook';

const read = (value: unknown): EndpointsResult => readEndpointRows(value, rules, 'The list');
const readOne = (row: object) => read([{ url, ...row }]);
const only = (row: object) => {
	const { endpoints, problems } = readOne(row);
	expect(problems).toEqual([]);
	expect(endpoints).toHaveLength(1);
	return endpoints[0];
};
const problemOf = (row: object): string => {
	const { endpoints, problems } = readOne(row);
	expect(endpoints).toEqual([]);
	expect(problems).toHaveLength(1);
	return problems[0] ?? '';
};

test('a URL is all that an endpoint needs', () => {
	const endpoint = only({});
	expect(endpoint).toEqual({
		name: undefined,
		url,
		secret: undefined,
		eventFilter: { passes: expect.any(Function) as unknown },
		isActive: true,
		headers: {},
		timeoutMs: undefined,
		maxRetries: undefined,
		verifyCertificate: undefined,
		failingSinceMs: undefined,
	});
	expect(endpoint?.eventFilter.passes(null)).toBe(true);
});

test.each([
	[{ authentication: 'none' }, { isAuthenticated: false }],
	[{ Authentication: ' Credential ' }, { isAuthenticated: true }],
	[{ authentication: false }, { isAuthenticated: false }],
	[{ authentication: '' }, { isAuthenticated: undefined }],
	[{ method: 'put' }, { method: 'PUT' }],
	[{ Method: ' PATCH ' }, { method: 'PATCH' }],
	[{ method: null }, { method: undefined }],
])('%j chooses for this endpoint', (row, expected) => {
	expect(only(row)).toMatchObject(expected);
});

const full = {
	name: 'CRM',
	secret: ' secret ',
	isActive: false,
	headers: { 'X-A': 'b' },
	timeoutMs: 2500,
	maxRetries: 2,
	verifyCertificate: false,
	failingSinceMs: Date.parse('2026-01-31T12:00:00Z'),
};

test.each([
	[
		'a node',
		{
			name: 'CRM',
			events: 'a.*, !a.b',
			active: false,
			headers: { 'X-A': 'b' },
			secret: ' secret ',
			timeoutSeconds: 2.5,
			maxRetries: 2,
			verifyCertificate: false,
			failingSince: new Date('2026-01-31T12:00:00Z'),
		},
	],
	[
		'a table with columns of text',
		{
			id: 7,
			name: 'CRM',
			events: '["a.*","!a.b"]',
			active: 'No',
			headers: '{"X-A":"b"}',
			secret: ' secret ',
			timeout_seconds: ' 2.5 ',
			max_retries: '2',
			verify_certificate: 'FALSE',
			failing_since: '2026-01-31T12:00:00.000Z',
			createdAt: '2026-01-31T12:00:00.000Z',
		},
	],
	[
		'a sheet with titles',
		{
			Name: 'CRM',
			Events: 'a.*\n!a.b',
			Active: 0,
			Headers: '{"X-A":"b"}',
			Secret: ' secret ',
			'Timeout (Seconds)': 99,
			'Timeout Seconds': 2.5,
			'Max Retries': 2,
			'Verify-Certificate': 0,
			'Failing Since': '2026-01-31 12:00:00Z',
		},
	],
])('a row as %s gives it is understood', (_, row) => {
	const endpoint = only(row);
	expect(endpoint).toMatchObject(full);
	expect(['a.c', 'a.b', 'b', null].map((name) => endpoint?.eventFilter.passes(name))).toEqual([
		...[true, false, false, false],
	]);
});

test.each([null, undefined, '', ' '])('a cell that holds %j counts as empty', (empty) => {
	const row = {
		id: empty,
		name: empty,
		events: empty,
		active: empty,
		headers: empty,
		secret: empty,
		timeoutSeconds: empty,
		maxRetries: empty,
		verifyCertificate: empty,
		failingSince: empty,
	};
	expect(JSON.stringify(only(row))).toBe(JSON.stringify(only({})));
});

test('without a name, the ID of the row is the name', () => {
	expect(only({ id: 12 })?.name).toBe('12');
	expect(only({ id: 12, name: 'CRM' })?.name).toBe('CRM');
});

test.each<[unknown, boolean]>([
	[true, true],
	['true', true],
	['TRUE', true],
	[1, true],
	['1', true],
	['yes', true],
	['on', true],
	[false, false],
	['false', false],
	[0, false],
	['0', false],
	['no', false],
	['Off', false],
])('active = %j means %s', (active, isActive) => {
	expect(only({ active })?.isActive).toBe(isActive);
});

describe('what is wrong is told with row, field and remedy', () => {
	test.each<[object, string]>([
		[{ url: undefined }, "the field 'url' is empty. Enter the address of the receiver."],
		[{ url: 5 }, "the field 'url' must be text."],
		[{ url: 'example.com' }, "the field 'url' is not a complete address."],
		[{ url: 'http://example.com' }, "the field 'url' starts with http://"],
		[{ url: 'https://127.0.0.1/x' }, "the field 'url' leads to 127.0.0.1"],
		[{ name: {} }, "the field 'name' must be text, or empty."],
		[{ secret: 5 }, "the field 'secret' must be text, or empty for the credential's secret."],
		[{ events: 5 }, "the field 'events' must be a list of event names, or text with commas"],
		[{ events: '["a"' }, "the field 'events' must be a list of event names, or text with commas"],
		[{ events: ['a', 5] }, "the field 'events' must be a list of event names, or text with commas"],
		[{ events: 'a, !' }, "the field 'events' holds a pattern that cannot be used: the entry '!'"],
		[{ active: 'maybe' }, "the field 'active' must be true or false, or empty."],
		[{ active: {} }, "the field 'active' must be true or false, or empty."],
		[{ headers: 'X-A: b' }, "the field 'headers' must be an object of names and values, or such"],
		[{ headers: [] }, "the field 'headers' must be an object of names and values, or such"],
		[{ headers: { 'a b': 'c' } }, "the field 'headers' holds the name 'a b', which is not"],
		[{ headers: { 'X-A': null } }, "the field 'headers' holds a value that is not text."],
		[{ timeout_seconds: 0 }, "the field 'timeout_seconds' must be a number from 1 to 300, or"],
		[{ timeout_seconds: 301 }, "the field 'timeout_seconds' must be a number from 1 to 300, or"],
		[{ timeoutSeconds: '5 s' }, "the field 'timeoutSeconds' must be a number from 1 to 300, or"],
		[{ maxRetries: 11 }, "the field 'maxRetries' must be a whole number from 0 to 10, or empty."],
		[{ maxRetries: -1 }, "the field 'maxRetries' must be a whole number from 0 to 10, or empty."],
		[{ maxRetries: 1.5 }, "the field 'maxRetries' must be a whole number from 0 to 10, or empty."],
		[{ 'Max Retries': 'x' }, "the field 'Max Retries' must be a whole number from 0 to 10"],
		[{ authentication: 'mine' }, "the field 'authentication' must be 'credential' or 'none'"],
		[{ method: 'GET' }, "the field 'method' must be one of: POST, PUT, PATCH, or empty"],
		[{ verify_certificate: 2 }, "the field 'verify_certificate' must be true or false, or"],
		[{ failingSince: 1e17 }, "the field 'failingSince' must be a time such as 2026-01-31T12"],
		[{ failingSince: 'monday' }, "the field 'failingSince' must be a time such as 2026-01-31T12"],
		[{ failingSince: '2026-99-99' }, "the field 'failingSince' must be a time such as 2026-01-31"],
		[{ failingSince: new Date('x') }, "the field 'failingSince' must be a time such as 2026-01-3"],
	])('%j', (row, problem) => {
		expect(problemOf(row)).toMatch(/^Endpoint 1: the field '/);
		expect(problemOf(row)).toContain(problem);
	});

	test('the row is told by its number, and by its name or ID where it has one', () => {
		const { problems } = read([
			{ url },
			{ name: 'CRM', id: 1 },
			{ id: 17 },
			{ name: {}, url },
			'https://example.com',
			null,
		]);
		expect(problems.map((problem) => problem.split(':')[0])).toEqual([
			'Endpoint 2 (CRM)',
			'Endpoint 3 (17)',
			'Endpoint 4',
			'Endpoint 5',
			'Endpoint 6',
		]);
	});

	test('several fields of a row are told at once, and the good rows stay', () => {
		const { endpoints, problems } = read([{ url, active: 2, maxRetries: 99 }, { url }]);
		expect(problems).toHaveLength(2);
		expect(endpoints).toHaveLength(1);
	});

	test('a row that is switched off need not be right', () => {
		const { endpoints, problems } = read([{ url: '', active: 'no' }, { url }]);
		expect(problems).toEqual([]);
		expect(endpoints.map((each) => each.url)).toEqual([url]);
	});

	test('of very many, ten are told and the others counted', () => {
		const { problems } = read(Array.from({ length: 1000 }, () => ({})));
		expect(problems).toHaveLength(11);
		expect(problems.at(-1)).toBe('990 more are not listed here.');
	});

	test('no secret and no value of a header stands in a problem', () => {
		const { problems } = read([
			{ url: 'http://user:hidden@example.com', secret: 'hidden' },
			{ url, secret: ['hidden'], headers: { 'X-A': 'hidden\n' }, active: 'hidden' },
			{ url: 'hidden', secret: 'hidden' },
		]);
		expect(problems).toHaveLength(5);
		expect(problems.join(' ')).not.toContain('hidden');
	});
});

describe('the list', () => {
	const rows = [{ url }, { url: 'https://example.org/' }];

	test.each<[string, unknown]>([
		['a list', rows],
		['a list as JSON text', JSON.stringify(rows)],
		['items of n8n', rows.map((json, item) => ({ json, pairedItem: { item } }))],
	])('may be %s', (_, value) => {
		const { endpoints, problems } = read(value);
		expect(problems).toEqual([]);
		expect(endpoints.map((each) => each.url)).toEqual(rows.map((row) => row.url));
	});

	test.each<[string, unknown]>([
		['one row', { url }],
		['one row as JSON text', JSON.stringify({ url })],
		['a row with a column json', [{ url, json: { a: 1 } }]],
	])('may be %s', (_, value) => {
		expect(read(value).endpoints.map((each) => each.url)).toEqual([url]);
	});

	test('may be empty', () => {
		expect(read([])).toEqual({ endpoints: [], problems: [] });
	});

	test.each([undefined, null, '', 'https://example.com', '"[]"', 5, true])(
		'%j is none',
		(value) => {
			expect(read(value)).toEqual({
				endpoints: [],
				problems: [
					"The list holds no list of endpoints. Give it a list of objects that have at least a 'url' each.",
				],
			});
		},
	);

	test('of anything throws nothing, and a row is either used or told', () => {
		const cell = fc.oneof(fc.anything(), fc.constantFrom(url, true, 'yes', 5, '{"a":"b"}'));
		const row = fc.dictionary(
			fc.constantFrom('url', 'name', 'events', 'headers', 'max_retries', 'secret', '__proto__'),
			cell,
		);
		fc.assert(
			fc.property(fc.oneof(row, fc.anything()), (value) => {
				const { endpoints, problems } = read([value]);
				expect(endpoints).toHaveLength(problems.length === 0 ? 1 : 0);
				expect(problems.every((problem) => problem.startsWith('Endpoint 1'))).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});
});

test.each<[string, unknown, number | undefined]>([
	['milliseconds', 1_700_000_000_000, 1_700_000_000_000],
	['seconds', 1_700_000_000, 1_700_000_000_000],
	['seconds with a fraction', 1_700_000_000.5, 1_700_000_000_500],
	['seconds as text', '1700000000', 1_700_000_000_000],
	['never', 0, undefined],
	['never, as text', '0', undefined],
])('failing since, in %s', (_, failing_since, expected) => {
	const rows = [{ url: 'https://example.com/', failing_since }];
	const rules = { allowHttp: false, allowPrivateAddresses: false };
	const { endpoints, problems } = readEndpointRows(rows, rules, 'The list');
	expect(problems).toEqual([]);
	expect(endpoints[0]?.failingSinceMs).toBe(expected);
});
