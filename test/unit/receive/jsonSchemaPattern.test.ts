import fc from 'fast-check';
import { compileJsonSchema } from '../../../nodes/shared/receive/jsonSchema';
import { compilePattern } from '../../../nodes/shared/receive/jsonSchema/pattern';
import { scaled } from '../../support/scale';

/** Whether the text holds a match, and the steps that it took. */
function run(source: string, text: string): { result: boolean; steps: number } {
	const matches = compilePattern(new RegExp(source, 'u'));
	if (!matches) throw new Error(`${source} is refused`);
	const budget = { matchStepsLeft: 1_000_000_000 };
	const result = matches(text, budget);
	return { result, steps: 1_000_000_000 - budget.matchStepsLeft };
}

const patterns = [
	'',
	'a',
	'^$',
	'^a*$',
	'a+b|c',
	'^(a|b)*c?$',
	'^(?:ab){2,3}$',
	'^(a{0,2}b){2}$',
	'^([a-c]+\\.)*[a-c]+$',
	'\\bab\\b|\\Bc',
	'^(?=.*a)(?=.*b).{2,4}$',
	'(?!ab)[ab][bc]',
	'(?<name>a)b*(?:c|$)',
	'[^a-b\\]]+\\.?c',
	'^\\p{Letter}+\\d?$',
	'\\u0061|\\x62|\\u{1f600}|\\ud83d\\ude01',
	'.😀|[😀é]c',
	'(a*)*b',
	'(|a)+b$',
	'a{2,}?c??',
	'\\.\\/\\[[\\]-]',
];

test.each(patterns)('%s finds what JavaScript finds', (source) => {
	const unit = fc.constantFrom(
		'a',
		'b',
		'c',
		'.',
		' ',
		'é',
		'😀',
		'\n',
		'1',
		'-',
		']',
		'[',
		'/',
		'\ud83d',
	);
	fc.assert(
		fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
			expect({ text, ...run(source, text) }).toMatchObject({
				text,
				result: new RegExp(source, 'u').test(text),
			});
		}),
		{ numRuns: scaled({ full: 300, sample: 100 }) },
	);
});

test.each([
	['(a+)+$', 'a'],
	['^(a+)+$', 'a'],
	['^(a|a)*$', 'a'],
	['^(a|aa)+$', 'a'],
	['(.*)*x', 'a'],
	['\\s+$', ' '],
	['.*.*.*=', 'a'],
	['^\\w+([.-]?\\w+)*@\\w+([.-]?\\w+)*(\\.\\w{2,3})+$', 'a'],
	['^(?=(a+)+$)a', 'a'],
])('%s takes time in proportion to the text', (source, unit) => {
	const text = (length: number): string => `${unit.repeat(length)}!`;
	const { result, steps } = run(source, text(1_000));
	expect(result).toBe(false);
	expect(run(source, text(2_000)).steps).toBeLessThan(2.1 * steps + 100);
	expect(steps).toBeLessThan(100 * 1_000);
});

test('JavaScript is asked where it cannot take long, even for large texts', () => {
	for (const source of [
		'^[A-Za-z0-9+/]*=*$'.replace('=*', ''),
		'^evt_',
		'order',
		'^.{1,60000}$',
		'^(paid|open)$',
	]) {
		expect(run(source, 'A'.repeat(50_000)).steps).toBe(0);
	}
});

test.each(['a{1000}b', '^a*a{1000}b', '(?:a{50}){20}b', '(?=a{1000}b)'])(
	'JavaScript is not asked for %s in a large text, where it would take long',
	(source) => {
		const matches = compilePattern(new RegExp(source, 'u'));
		const test = jest.spyOn(RegExp.prototype, 'test');
		expect(matches?.('a'.repeat(1_000_000), { matchStepsLeft: 1_000_000 })).toBe(false);
		expect(matches?.(`${'a'.repeat(1_000)}b`, { matchStepsLeft: 1_000 })).toBe(true);
		expect(test).toHaveBeenCalledTimes(1);
		test.mockRestore();
	},
);

test('a repeated group that fills the stack of the engine does not throw', () => {
	const groups = (unit: string): string => `${'('.repeat(40)}${unit}${')'.repeat(40)}`;
	const text = 'a'.repeat(300_000);
	expect(() => new RegExp(`^${groups('a')}*x`, 'u').test(text)).toThrow(RangeError);
	expect(run(`^${groups('a')}*$`, text).result).toBe(true);
	expect(run(`^${groups('a')}*x`, text).result).toBe(false);
	const behind = compilePattern(new RegExp(`^${groups('a')}*(?<=a)x`, 'u'));
	const budget = { matchStepsLeft: 1_000 };
	expect(behind?.(text, budget)).toBe(false);
	expect(budget.matchStepsLeft).toBe(0);
});

const problemOf = (schema: unknown): string => {
	const compiled = compileJsonSchema(schema);
	return compiled.ok ? '' : compiled.problem;
};

test.each([
	'(a)\\1',
	'(?<x>a)\\k<x>',
	'(?<=a+)b+',
	'(?<=a{1000})b',
	'a{30000}b',
	'(a{1,300}){1,300}',
	'(?:'.repeat(20_000) + ')'.repeat(20_000),
])('a pattern without a limit is refused, and the place is named', (pattern) => {
	const problem = 'the value at /properties/a/pattern must be a pattern that cannot take for ever';
	expect(problemOf({ properties: { a: { pattern } } })).toContain(problem);
});

test('a value that takes too much work does not fit, whatever else the schema says', () => {
	const compiled = compileJsonSchema({ not: { pattern: '(a|b)*(a|c)*(a|d)*x$' } });
	if (!compiled.ok) throw new Error(compiled.problem);
	const violation = compiled.value.validate('a'.repeat(3_000_000));
	expect(violation?.message).toBe('expected a value that takes less work to check');
});

test('names of properties have the same limit', () => {
	const compiled = compileJsonSchema({
		patternProperties: { '^(a+)+$': { type: 'number' } },
		additionalProperties: { type: 'string' },
	});
	if (!compiled.ok) throw new Error(compiled.problem);
	expect(compiled.value.validate({ [`${'a'.repeat(50_000)}!`]: 'x', aa: 1 })).toBeUndefined();
	expect(compiled.value.validate({ aa: 'x' })?.path).toBe('/aa');
});
