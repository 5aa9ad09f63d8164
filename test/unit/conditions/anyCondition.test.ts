import fc from 'fast-check';
import { readCondition } from '../../../nodes/shared/conditions/condition';
import type { Condition } from '../../../nodes/shared/conditions/condition';
import { operatorNames } from '../../../nodes/shared/conditions/operators';
import { scaled } from '../../support/scale';

const roots = ['event', 'id', 'data', 'body'] as const;

const read = (condition: unknown) => readCondition(condition, { roots });

function conditionOf(value: unknown): Condition {
	const result = read(value);
	if (!result.ok) throw new Error(result.problem);
	return result.value;
}

const json = fc.jsonValue({ depthSize: 'small' });
const scalar = fc.oneof(
	fc.string(),
	fc.integer(),
	fc.double({ noNaN: true }),
	fc.boolean(),
	fc.constant(null),
);
const path = fc
	.tuple(
		fc.constantFrom(...roots),
		fc.array(fc.constantFrom('a', 'b', '*', '0', '1', '__proto__', 'length')),
	)
	.map(([root, keys]) => [root, ...keys].join('.'));
const comparison = fc
	.tuple(path, fc.constantFrom(...operatorNames), fc.oneof(scalar, fc.array(scalar), json))
	.map(([field, operator, value]) => ({ field, [operator]: value }));
/** Comparisons that can be used. */
const usable = fc
	.tuple(
		path,
		fc.oneof(
			fc.tuple(fc.constantFrom('equals', 'contains'), fc.constantFrom('a', '1', 7)),
			fc.tuple(fc.constant('exists'), fc.boolean()),
			fc.tuple(fc.constantFrom('atLeast', 'lessThan'), fc.integer({ min: -2, max: 8 })),
		),
	)
	.map(([field, [operator, value]]) => ({ field, [operator]: value }));
const { tree } = fc.letrec<{ tree: object }>((tie) => ({
	tree: fc.oneof(
		{ maxDepth: 5 },
		comparison,
		fc.record({ all: fc.array(tie('tree'), { maxLength: 4 }) }),
		fc.record({ any: fc.array(tie('tree'), { maxLength: 4 }) }),
		fc.record({ not: tie('tree') }),
	),
}));
const keyed = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4 },
		scalar,
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(fc.constantFrom('a', 'b', '0', '*'), tie('value')),
	),
})).value;
const anyFacts = fc.oneof(json, fc.record({ event: keyed, id: keyed, data: keyed, body: keyed }));
const runs = { numRuns: scaled({ full: 50_000, sample: 1_000 }) };

describe('whatever comes', () => {
	test('reading and deciding never throw, and say true or false', () => {
		fc.assert(
			fc.property(fc.oneof(tree, json), anyFacts, (condition, given) => {
				const result = read(condition);
				if (!result.ok) return result.problem !== '';
				return typeof result.value(given) === 'boolean';
			}),
			runs,
		);
	});

	test('"not" turns around, "all" and "any" join', () => {
		fc.assert(
			fc.property(usable, usable, anyFacts, (left, right, given) => {
				const [first, second] = [conditionOf(left)(given), conditionOf(right)(given)];
				expect(conditionOf({ not: left })(given)).toBe(!first);
				expect(conditionOf({ all: [left, right] })(given)).toBe(first && second);
				expect(conditionOf({ any: [left, right] })(given)).toBe(first || second);
			}),
			runs,
		);
	});

	test('numbers are compared as in the texts that write them', () => {
		fc.assert(
			fc.property(fc.integer(), fc.integer(), (found, bound) => {
				for (const body of [found, String(found)]) {
					const holds = (operator: string) =>
						conditionOf({ field: 'body', [operator]: bound })({ body });
					expect(holds('greaterThan')).toBe(found > bound);
					expect(holds('lessThan')).toBe(found < bound);
					expect(holds('atLeast')).toBe(found >= bound);
					expect(holds('atMost')).toBe(found <= bound);
					expect(holds('equals')).toBe(found === bound);
				}
			}),
			runs,
		);
	});
});

/** The same value, which counts how often something of it is looked up. */
function counted(value: unknown, count: () => void): unknown {
	if (typeof value !== 'object' || value === null) return value;
	return new Proxy(value, {
		get: (target, key, self) => {
			count();
			return counted(Reflect.get(target, key, self), count);
		},
	});
}

describe('the work is bounded', () => {
	test.each<[string, number]>([
		['body.*.*', 1_000],
		['body.*.*', 4_000],
		['body.*.*.*.*', 4_000],
	])('%s looks at each value of a list once', (field, size) => {
		const body = Array.from({ length: size }, () => [[[1]]]);
		let lookups = 0;
		const holds = conditionOf({ field, equals: 'absent' });
		expect(holds(counted({ body }, () => (lookups += 1)))).toBe(false);
		// Four levels, a few lookups each: its method, its length, its element.
		expect(lookups).toBeLessThan(size * 20);
	});

	test('a body that was made for it costs no more than its size, for each condition', () => {
		// Of a path with many stars, each leads to one element only.
		let deep: unknown = 1;
		for (let level = 0; level < 18; level += 1) deep = [deep];
		let lookups = 0;
		const any = Array.from({ length: 99 }, () => ({ field: `body${'.*'.repeat(18)}`, equals: 2 }));
		const holds = conditionOf({ any });
		expect(holds(counted({ body: deep }, () => (lookups += 1)))).toBe(false);
		expect(lookups).toBeLessThan(99 * 19 * 10);
	});
});
