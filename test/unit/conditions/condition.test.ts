import { readCondition } from '../../../nodes/shared/conditions/condition';
import type { Condition } from '../../../nodes/shared/conditions/condition';

const roots = ['event', 'id', 'data', 'body'] as const;

const read = (condition: unknown) => readCondition(condition, { roots });

function conditionOf(value: unknown): Condition {
	const result = read(value);
	if (!result.ok) throw new Error(result.problem);
	return result.value;
}

const facts = {
	event: 'order.paid',
	id: 'evt_1',
	data: {},
	body: {
		total: 120,
		amount: '99.50',
		status: 'paid',
		live: true,
		flag: 'false',
		note: null,
		empty: '',
		number: 7,
		'dotted.key': 'x',
		tags: ['new', 'vip', 5],
		items: [
			{ sku: 'A-1', price: 10, parts: [{ id: 1 }, { id: 2 }] },
			{ sku: 'B-2', price: '250.00', parts: [] },
		],
	},
};

describe('a condition holds or not', () => {
	test.each<[object, boolean]>([
		[{ field: 'event', equals: 'order.paid' }, true],
		[{ field: 'event', equals: 'order.PAID' }, false],
		[{ field: 'body.total', equals: 120 }, true],
		[{ field: 'body.total', equals: '120' }, true],
		[{ field: 'body.total', equals: '120.0' }, true],
		[{ field: 'body.total', equals: '12' }, false],
		[{ field: 'body.total', equals: true }, false],
		[{ field: 'body.amount', equals: 99.5 }, true],
		// Of two texts, every character counts.
		[{ field: 'body.amount', equals: '99.5' }, false],
		[{ field: 'body.live', equals: true }, true],
		[{ field: 'body.live', equals: 'true' }, true],
		[{ field: 'body.live', equals: false }, false],
		[{ field: 'body.flag', equals: false }, true],
		[{ field: 'body.note', equals: null }, true],
		[{ field: 'body.note', equals: 'null' }, false],
		[{ field: 'body.absent', equals: null }, false],
		[{ field: 'body.empty', equals: '' }, true],
		[{ field: 'body.empty', equals: 0 }, false],
		[{ field: 'body.empty', equals: false }, false],
		[{ field: 'body.items', equals: 'A-1' }, false],

		[{ field: 'body.status', oneOf: ['refunded', 'paid'] }, true],
		[{ field: 'body.status', oneOf: ['refunded'] }, false],
		[{ field: 'body.total', oneOf: ['7', '120'] }, true],
		[{ field: 'body.note', oneOf: [1, null] }, true],

		[{ field: 'event', startsWith: 'order.' }, true],
		[{ field: 'event', startsWith: 'rder' }, false],
		[{ field: 'body.total', startsWith: '12' }, true],
		[{ field: 'body.live', startsWith: 't' }, false],
		[{ field: 'body.tags', startsWith: 'new' }, false],

		[{ field: 'event', contains: 'der.p' }, true],
		[{ field: 'event', contains: 'invoice' }, false],
		[{ field: 'body.tags', contains: 'vip' }, true],
		[{ field: 'body.tags', contains: 'vi' }, false],
		[{ field: 'body.tags', contains: '5' }, true],
		[{ field: 'body.total', contains: 20 }, true],
		[{ field: 'body.note', contains: 'n' }, false],

		[{ field: 'body.total', exists: true }, true],
		[{ field: 'body.total', exists: false }, false],
		[{ field: 'body.absent.deeper', exists: true }, false],
		[{ field: 'body.absent', exists: false }, true],
		[{ field: 'body.note', exists: true }, false],
		[{ field: 'body.note', exists: false }, true],
		[{ field: 'body.empty', exists: true }, true],
		[{ field: 'body.items.*.sku', exists: true }, true],
		[{ field: 'body.items.*.discount', exists: false }, true],

		[{ field: 'body.total', greaterThan: 119 }, true],
		[{ field: 'body.total', greaterThan: 120 }, false],
		[{ field: 'body.total', greaterThan: '119.5' }, true],
		[{ field: 'body.amount', greaterThan: 99 }, true],
		[{ field: 'body.status', greaterThan: -1 }, false],
		[{ field: 'body.empty', greaterThan: -1 }, false],
		[{ field: 'body.note', greaterThan: -1 }, false],
		[{ field: 'body.live', greaterThan: -1 }, false],
		[{ field: 'body.tags', greaterThan: -1 }, false],
		[{ field: 'body.total', lessThan: 121 }, true],
		[{ field: 'body.total', lessThan: 120 }, false],
		[{ field: 'body.absent', lessThan: 120 }, false],
		[{ field: 'body.total', atLeast: 120 }, true],
		[{ field: 'body.total', atLeast: 120.01 }, false],
		[{ field: 'body.total', atMost: 120 }, true],
		[{ field: 'body.total', atMost: 119 }, false],

		[{ field: 'body.items.1.sku', equals: 'B-2' }, true],
		[{ field: 'body.items.2.sku', exists: true }, false],
		[{ field: 'body.items.01.sku', exists: true }, false],
		[{ field: 'body.items.*.sku', equals: 'B-2' }, true],
		[{ field: 'body.items.*.sku', equals: 'C-3' }, false],
		[{ field: 'body.items.*.price', greaterThan: 200 }, true],
		[{ field: 'body.items.*.parts.*.id', equals: 2 }, true],
		[{ field: 'body.items.*.parts.*.id', equals: 3 }, false],
		[{ field: 'body.tags.*', equals: 'vip' }, true],
		[{ field: 'body.*', exists: true }, false],
		[{ field: ['body', 'dotted.key'], equals: 'x' }, true],
		[{ field: 'body.dotted.key', exists: true }, false],

		// Nothing that objects, lists and texts have by nature.
		[{ field: 'body.items.length', exists: true }, false],
		[{ field: 'body.status.length', exists: true }, false],
		[{ field: 'body.constructor', exists: true }, false],
		[{ field: 'body.__proto__', exists: true }, false],
		[{ field: 'body.items.0.toString', exists: true }, false],

		[
			{
				all: [
					{ field: 'event', equals: 'order.paid' },
					{ field: 'body.total', atLeast: 100 },
				],
			},
			true,
		],
		[
			{
				all: [
					{ field: 'event', equals: 'order.paid' },
					{ field: 'body.total', atLeast: 500 },
				],
			},
			false,
		],
		[
			{
				any: [
					{ field: 'event', equals: 'x' },
					{ field: 'body.total', atLeast: 100 },
				],
			},
			true,
		],
		[
			{
				any: [
					{ field: 'event', equals: 'x' },
					{ field: 'body.total', atLeast: 500 },
				],
			},
			false,
		],
		[{ not: { field: 'event', equals: 'x' } }, true],
		[{ not: { field: 'event', equals: 'order.paid' } }, false],
		[{ not: { any: [{ not: { field: 'body.live', equals: true } }] } }, true],
	])('%j: %s', (condition, holds) => {
		expect(conditionOf(condition)(facts)).toBe(holds);
	});

	test('for whatever body there is, a field of it that is not there included', () => {
		const holds = conditionOf({ field: 'body.total', atLeast: 100 });
		for (const body of [undefined, null, 'text', 7, true, [], {}])
			expect(holds({ body })).toBe(false);
		for (const odd of [undefined, null, 'text', 7, []]) expect(holds(odd)).toBe(false);
	});
});

const nested = (depth: number): object =>
	depth === 0 ? { field: 'event', exists: true } : { not: nested(depth - 1) };

const listOf = (count: number): object => ({
	any: Array.from({ length: count }, (_, index) => ({ field: 'event', equals: index })),
});

describe('what cannot be used is named with its place', () => {
	test.each<[unknown, string]>([
		['text', 'a condition is an object such as {"field": "body.total", "atLeast": 100}'],
		[null, 'a condition is an object'],
		[[{ field: 'event', exists: true }], 'Put a list of conditions under "all" or "any".'],
		[{}, 'a condition needs a "field"'],
		[{ equals: 1 }, 'a condition needs a "field"'],
		[{ field: 'event' }, 'a field needs one operator beside it: equals, oneOf,'],
		[{ field: 'body.total', atLeast: 1, atMost: 5 }, 'Put several conditions under "all".'],
		[{ field: 'body.total', atleast: 1 }, '"atleast" is no operator. Use one of: equals,'],
		[{ field: 'body.total', atLeast: 1, note: 1 }, '"note" is no operator.'],
		[{ field: 'body.total', constructor: 1 }, '"constructor" is no operator.'],
		[{ field: '', exists: true }, 'at field: must be the path to a value'],
		[{ field: 'body..x', exists: true }, 'at field: must be the path to a value'],
		[{ field: 7, exists: true }, 'at field: must be the path to a value'],
		[{ field: [], exists: true }, 'at field: must be the path to a value'],
		[{ field: ['body', 7], exists: true }, 'at field: must be the path to a value'],
		[
			{ field: Array(21).fill('body').join('.'), exists: true },
			'at field: must have at most 20 keys',
		],
		[{ field: `body.${'x'.repeat(201)}`, exists: true }, 'at field: must have at most 20 keys'],
		[
			{ field: 'total', exists: true },
			'at field: "total" is none of: event, id, data, body. A path begins with one of these',
		],
		[{ field: 'event', equals: {} }, 'at equals: must be text of up to 1000 characters'],
		[{ field: 'event', equals: 'x'.repeat(1001) }, 'at equals: must be text of up to 1000'],
		[{ field: 'event', equals: NaN }, 'at equals: must be text'],
		[{ field: 'event', oneOf: 'paid' }, 'at oneOf: must be a list of 1 to 500 values'],
		[{ field: 'event', oneOf: [] }, 'at oneOf: must be a list of 1 to 500 values'],
		[{ field: 'event', oneOf: Array(501).fill(1) }, 'at oneOf: must be a list of 1 to 500 values'],
		[{ field: 'event', oneOf: [['a']] }, 'at oneOf: must be a list in which each value is text'],
		[{ field: 'event', startsWith: '' }, 'at startsWith: must be text of 1 to 1000 characters'],
		[{ field: 'event', startsWith: true }, 'at startsWith: must be text of 1 to 1000'],
		[{ field: 'event', contains: null }, 'at contains: must be text of 1 to 1000 characters'],
		[
			{ field: 'event', exists: 'yes' },
			'at exists: must be true, or false for fields that must not',
		],
		[{ field: 'event', greaterThan: 'much' }, 'at greaterThan: must be a number, such as 100'],
		[{ field: 'event', lessThan: Infinity }, 'at lessThan: must be a number'],
		[{ field: 'event', atLeast: null }, 'at atLeast: must be a number'],
		[{ field: 'event', atMost: '' }, 'at atMost: must be a number'],
		[{ all: [] }, 'at all: must be a list of one or more conditions'],
		[{ any: { field: 'event', exists: true } }, 'at any: must be a list of one or more conditions'],
		[{ not: [] }, 'at not: a condition is an object'],
		[
			{ all: [nested(0)], any: [nested(0)] },
			'"all" must stand alone. Put what stands beside it into it.',
		],
		[{ not: nested(0), field: 'event' }, '"not" must stand alone'],
		[{ all: [nested(0), { field: 'event', is: 1 }] }, 'at all[1]: "is" is no operator'],
		[
			{ any: [{ all: [nested(0), { not: { field: 'total', exists: true } }] }] },
			'at any[0].all[1].not.field: "total" is none of',
		],
		[nested(11), 'conditions can be nested 10 levels deep'],
		[listOf(100), 'there are more than 100 conditions. Use "oneOf"'],
	])('%j: %s', (condition, problem) => {
		const result = read(condition);
		expect(result).toEqual({ ok: false, problem: expect.stringContaining(problem) as string });
	});

	test('as much as is allowed is fine', () => {
		expect(read(nested(10)).ok).toBe(true);
		expect(read(listOf(99)).ok).toBe(true);
		expect(read({ field: Array(20).fill('body').join('.'), exists: true }).ok).toBe(true);
		expect(read({ field: 'event', oneOf: Array(500).fill('x'.repeat(1000)) }).ok).toBe(true);
	});

	test('what others wrote is shown short, in one line, without markup', () => {
		const result = read({ field: 'event', [`<script>\n${'x'.repeat(1000)}`]: 1 });
		const problem = result.ok ? '' : result.problem;
		expect(problem).not.toMatch(/<script|\n/);
		expect(problem.length).toBeLessThan(300);
	});
});
