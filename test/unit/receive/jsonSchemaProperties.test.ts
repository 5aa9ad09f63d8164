import fc from 'fast-check';
import { isIPv4, isIPv6 } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { compileJsonSchema } from '../../../nodes/shared/receive/jsonSchema';
import { scaled } from '../../support/scale';

function accepts(schema: unknown, value: unknown): boolean {
	const compiled = compileJsonSchema(schema);
	if (!compiled.ok) throw new Error(compiled.problem);
	return compiled.value.validate(value) === undefined;
}

const json = fc.jsonValue({ maxDepth: 4 });
// Values that are often equal, or nearly so.
const smallJson = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 2 },
		fc.constantFrom<unknown>(null, true, false, 0, -0, 1, '', '1', 'a', 'null'),
		fc.array(tie('value'), { maxLength: 2 }),
		fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('value'), { maxKeys: 2 }),
	),
})).value;
const toJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('values are equal to const and enum when they are equal as JSON', () => {
	fc.assert(
		fc.property(smallJson.map(toJson), smallJson.map(toJson), (one, other) => {
			const isEqual = isDeepStrictEqual(one, other);
			expect(accepts({ const: one }, other)).toBe(isEqual);
			expect(accepts({ enum: ['never', one] }, other)).toBe(isEqual);
			expect(accepts({ not: { uniqueItems: true } }, [one, 'never', other])).toBe(isEqual);
			expect(accepts({ const: one }, one)).toBe(true);
		}),
		{ numRuns: scaled({ full: 2_000, sample: 500 }) },
	);
});

test('decimals are multiples when they are so on paper', () => {
	const digits = fc.integer({ min: -1_000_000, max: 1_000_000 });
	const places = fc.integer({ min: 0, max: 6 });
	const divisors = fc.integer({ min: 1, max: 500 });
	fc.assert(
		fc.property(digits, divisors, places, (value, divisor, decimals) => {
			const shift = (integer: number): number => Number(`${integer}e-${decimals}`);
			const isMultiple = accepts({ multipleOf: shift(divisor) }, shift(value));
			expect(isMultiple).toBe(value % divisor === 0);
			expect(
				accepts({ multipleOf: shift(divisor) }, Number(`${value * divisor}e-${decimals}`)),
			).toBe(true);
		}),
	);
	expect(accepts({ multipleOf: 1e-7 }, 1e300)).toBe(true);
	expect(accepts({ multipleOf: 3e-300 }, 1e300)).toBe(false);
	expect(accepts({ multipleOf: 1 }, Infinity)).toBe(false);
});

test('characters are code points', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
			const length = Array.from(text).length;
			expect(accepts({ minLength: length, maxLength: length }, text)).toBe(true);
			expect(accepts({ minLength: length + 1 }, text)).toBe(false);
			expect(length === 0 || !accepts({ maxLength: length - 1 }, text)).toBe(true);
		}),
	);
});

test('a reference leads to any name, escaped as RFC 6901 says', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (name, isEncoded) => {
			const step = name.replaceAll('~', '~0').replaceAll('/', '~1');
			const $ref = `#/$defs/${isEncoded || step.includes('%') ? encodeURIComponent(step) : step}`;
			const $defs: unknown = JSON.parse(`{${JSON.stringify(name)}:{"type":"null"},"other~/%":{}}`);
			expect(accepts({ $ref, $defs }, null)).toBe(true);
			expect(accepts({ $ref, $defs }, 1)).toBe(false);
		}),
	);
});

test('a date is one when the calendar has it', () => {
	const parts = [fc.nat(9999), fc.nat(14), fc.nat(33)] as const;
	const pad = (number: number, width: number): string => String(number).padStart(width, '0');
	fc.assert(
		fc.property(...parts, (year, month, day) => {
			const calendar = new Date(0);
			calendar.setUTCFullYear(year, month - 1, day);
			const isDate = calendar.getUTCMonth() === month - 1 && calendar.getUTCDate() === day;
			const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
			expect(accepts({ format: 'date' }, text)).toBe(isDate);
			expect(accepts({ format: 'date-time' }, `${text}T23:59:59+23:59`)).toBe(isDate);
		}),
		{ numRuns: scaled({ full: 1_000, sample: 300 }) },
	);
});

test('what other parts of Node write has the format', () => {
	fc.assert(
		fc.property(fc.date({ noInvalidDate: true, min: new Date(0) }), (date) => {
			const text = date.toISOString();
			expect(accepts({ format: 'date-time' }, text)).toBe(!text.startsWith('+'));
		}),
	);
	fc.assert(fc.property(fc.uuid(), (uuid) => accepts({ format: 'uuid' }, uuid)));
	fc.assert(fc.property(fc.emailAddress(), (email) => accepts({ format: 'email' }, email)));
	fc.assert(
		fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) =>
			accepts({ format: 'uri' }, new URL(url).href),
		),
	);
	fc.assert(
		fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (address) => {
			expect(accepts({ format: 'ipv4' }, address)).toBe(isIPv4(address));
			expect(accepts({ format: 'ipv6' }, address)).toBe(isIPv6(address));
		}),
	);
});

describe('any schema', () => {
	const keyword = fc.constantFrom(
		...['type', 'enum', 'const', 'multipleOf', 'minimum', 'maxLength', 'pattern', 'format'],
		...['items', 'prefixItems', 'additionalItems', 'contains', 'minContains', 'uniqueItems'],
		...['properties', 'patternProperties', 'additionalProperties', 'propertyNames', 'required'],
		...['dependentRequired', 'dependentSchemas', 'dependencies', 'minProperties', 'allOf', 'anyOf'],
		...['oneOf', 'not', 'if', 'then', 'else', '$ref', '$defs', '$id', 'title', 'other'],
	);
	const schema = fc.letrec((tie) => ({
		schema: fc.oneof({ maxDepth: 4 }, fc.boolean(), fc.dictionary(keyword, tie('operand'))),
		operand: fc.oneof(
			{ maxDepth: 4 },
			fc.constantFrom<unknown>(0, 1, -1, 'string', '#', '#/not', '(', 'date', null, [], {}),
			tie('schema'),
			fc.array(tie('schema'), { maxLength: 3 }),
			fc.dictionary(fc.constantFrom('a', 'b'), tie('schema')),
			fc.array(fc.constantFrom('string', 'a', 'b')),
		),
	})).schema;

	test('is read without throwing, and never throws at a value', () => {
		let usable = 0;
		fc.assert(
			fc.property(schema, json, (document, value) => {
				const compiled = compileJsonSchema(document);
				if (!compiled.ok) {
					expect(compiled.problem).toMatch(/^(?:the value|the keyword|the schema) at .+\.$/s);
					return;
				}
				usable += 1;
				const violation = compiled.value.validate(value);
				expect(violation === undefined || violation.message.startsWith('expected ')).toBe(true);
			}),
			{ numRuns: scaled({ full: 5_000, sample: 1_500 }) },
		);
		expect(usable).toBeGreaterThan(500);
	});

	test('fits what its opposite does not fit', () => {
		fc.assert(
			fc.property(schema, json, (document, value) => {
				fc.pre(compileJsonSchema(document).ok && !JSON.stringify(document).includes('#'));
				expect(accepts({ not: document }, value)).toBe(!accepts(document, value));
			}),
		);
	});

	test('never tells a text of the value', () => {
		const marked = fc.jsonValue({ stringUnit: fc.constant('§') });
		fc.assert(
			fc.property(schema, marked, (document, value) => {
				const compiled = compileJsonSchema(document);
				const violation = compiled.ok ? compiled.value.validate(value) : undefined;
				expect(violation?.message ?? '').not.toContain('§');
			}),
		);
	});
});
