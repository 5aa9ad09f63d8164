import { compileJsonSchema } from '../../../nodes/shared/receive/jsonSchema';
import type { Violation } from '../../../nodes/shared/receive/jsonSchema';

function compile(schema: unknown): (value: unknown) => Violation | undefined {
	const compiled = compileJsonSchema(schema);
	if (!compiled.ok) throw new Error(compiled.problem);
	return compiled.value.validate;
}

const accepts = (schema: unknown, value: unknown): boolean => compile(schema)(value) === undefined;

function problemOf(schema: unknown): string | undefined {
	const compiled = compileJsonSchema(schema);
	return compiled.ok ? undefined : compiled.problem;
}

function nest(levels: number, wrap: (inner: unknown) => unknown, inner: unknown = 1): unknown {
	return levels === 0 ? inner : nest(levels - 1, wrap, wrap(inner));
}

describe('a violation', () => {
	const address = { type: 'object', required: ['city'], properties: { city: { minLength: 2 } } };

	test.each<[schema: unknown, value: unknown, path: string, message: string]>([
		[false, 1, '', 'nothing'],
		[{ type: 'string' }, 1, '', 'a string'],
		[{ type: ['string', 'null'] }, 1, '', 'a string or null'],
		[{ type: 'integer' }, 1.5, '', 'an integer'],
		[{ type: 'object' }, [], '', 'an object'],
		[{ type: 'array' }, {}, '', 'an array'],
		[{ type: 'boolean' }, null, '', 'a boolean'],
		[{ const: { a: [1] } }, 1, '', '{"a":[1]}'],
		[{ enum: ['on', 'off', null] }, 'up', '', 'one of "on", "off", null'],
		[{ enum: ['x'.repeat(300), 1] }, 2, '', `one of "${'x'.repeat(199)}…`],
		[{ minimum: 3 }, 2, '', 'at least 3'],
		[{ maximum: 3 }, 4, '', 'at most 3'],
		[{ exclusiveMinimum: 3 }, 3, '', 'more than 3'],
		[{ exclusiveMaximum: 3 }, 3, '', 'less than 3'],
		[{ multipleOf: 0.01 }, 0.005, '', 'a multiple of 0.01'],
		[{ minLength: 2 }, 'a', '', 'at least 2 characters'],
		[{ maxLength: 1 }, 'ab', '', 'at most 1 character'],
		[{ pattern: '^a' }, 'b', '', 'the pattern ^a'],
		[{ format: 'date' }, 'now', '', 'the format date'],
		[{ minItems: 1 }, [], '', 'at least 1 item'],
		[{ maxItems: 1 }, [1, 2], '', 'at most 1 item'],
		[{ uniqueItems: true }, [1, 1.0], '', 'different items'],
		[{ items: { items: { type: 'null' } } }, [[], [null, 1]], '/1/1', 'null'],
		[{ prefixItems: [true, false] }, [1, 2], '/1', 'nothing'],
		[{ items: [true], additionalItems: { type: 'null' } }, [1, 2], '/1', 'null'],
		[{ contains: { const: 1 } }, [2], '', 'at least 1 item that contains asks for'],
		[
			{ contains: { const: 1 }, maxContains: 1 },
			[1, 1],
			'',
			'at most 1 item that contains asks for',
		],
		[{ minProperties: 1 }, {}, '', 'at least 1 property'],
		[{ maxProperties: 0 }, { a: 1 }, '', 'at most 0 properties'],
		[{ properties: { to: address } }, { to: {} }, '/to', "the property 'city'"],
		[{ properties: { to: address } }, { to: { city: 'x' } }, '/to/city', 'at least 2 characters'],
		[{ additionalProperties: false }, { 'a/b~c': 1 }, '/a~1b~0c', 'nothing'],
		[{ patternProperties: { '^x': { type: 'null' } } }, { a: 1, x1: 1 }, '/x1', 'null'],
		[{ propertyNames: { maxLength: 1 } }, { ab: 1 }, '/ab', 'at most 1 character in the name'],
		[{ dependentRequired: { a: ['b'] } }, { a: 1 }, '', "the property 'b'"],
		[{ dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }, '', "the property 'b'"],
		[{ allOf: [true, { properties: { a: false } }] }, { a: 1 }, '/a', 'nothing'],
		[{ anyOf: [false, false] }, 1, '', 'a fit for one of the 2 schemas of anyOf'],
		[{ oneOf: [true, true] }, 1, '', 'a fit for exactly one of the 2 schemas of oneOf'],
		[{ not: true }, 1, '', 'no fit for the schema of not'],
		[{ if: true, then: { type: 'string' } }, 1, '', 'a string'],
		[{ if: false, else: { type: 'string' } }, 1, '', 'a string'],
		[{ $ref: '#/$defs/a', $defs: { a: { type: 'string' } } }, 1, '', 'a string'],
		// Beside $ref, other keywords count, as they did not before draft 2019-09.
		[
			{ $ref: '#/definitions/a', definitions: { a: true }, maxItems: 0 },
			[1],
			'',
			'at most 0 items',
		],
	])('of %j by %j', (schema, value, path, message) => {
		expect(compile(schema)(value)).toEqual({ path, message: `expected ${message}` });
	});

	test('is the cheapest one, so that a bound on the length saves a costly pattern', () => {
		// This pattern would run for longer than the universe has been there.
		const validate = compile({ pattern: '^(a+)+$', maxLength: 100 });
		expect(validate(`${'a'.repeat(1000)}!`)?.message).toBe('expected at most 100 characters');
	});

	test('never tells the value', () => {
		const secret = 'hunter2';
		const schemas = [
			{ type: 'null' },
			{ const: 1 },
			{ enum: [1] },
			{ maxLength: 1 },
			{ pattern: '^$' },
			{ format: 'date' },
			{ anyOf: [false] },
			{ oneOf: [false] },
			{ not: {} },
			false,
		];
		for (const schema of schemas) {
			const violation = compile({ items: { properties: { a: schema } } })([{ a: secret }]);
			expect(violation?.path).toBe('/0/a');
			expect(violation?.message).not.toContain(secret);
		}
	});
});

describe('a schema that cannot be used', () => {
	const list = 'the value at /allOf must be a non-empty array.';
	const names = 'must be a string array.';
	const count = 'must be a non-negative integer.';
	const reference = 'must be a reference to a part of this schema, such as #/$defs/address.';
	const unsupported =
		'is not supported, and ignoring it would accept more than the schema allows. Remove it.';

	test.each<[schema: unknown, problem: string]>([
		[null, 'the value at the top must be a JSON Schema.'],
		['{}', 'the value at the top must be a JSON Schema.'],
		[[], 'the value at the top must be a JSON Schema.'],
		[{ not: 1 }, 'the value at /not must be a JSON Schema.'],
		[{ properties: { 'a/b': 1 } }, 'the value at /properties/a~1b must be a JSON Schema.'],
		[{ unevaluatedProperties: false }, `the keyword at /unevaluatedProperties ${unsupported}`],
		[{ items: { $anchor: 'a' } }, `the keyword at /items/$anchor ${unsupported}`],
		[{ $dynamicRef: '#a' }, `the keyword at /$dynamicRef ${unsupported}`],
		[{ contentSchema: {} }, `the keyword at /contentSchema ${unsupported}`],
		[{ nullable: true }, `the keyword at /nullable ${unsupported}`],
		[{ requird: [] }, `the keyword at /requird ${unsupported}`],
		[{ constructor: {} }, `the keyword at /constructor ${unsupported}`],
		[JSON.parse('{"__proto__":{}}'), `the keyword at /__proto__ ${unsupported}`],
		[
			{ type: 'text' },
			'the value at /type must be one or more of null, boolean, string, number, integer, array, object.',
		],
		[
			{ type: [] },
			'the value at /type must be one or more of null, boolean, string, number, integer, array, object.',
		],
		[{ enum: 1 }, 'the value at /enum must be a non-empty array.'],
		[{ minimum: '1' }, 'the value at /minimum must be a number.'],
		[{ minimum: 1, exclusiveMinimum: true }, 'the value at /exclusiveMinimum must be a number.'],
		[{ multipleOf: 0 }, 'the value at /multipleOf must be a number above 0.'],
		[{ minLength: -1 }, `the value at /minLength ${count}`],
		[{ maxItems: 1.5 }, `the value at /maxItems ${count}`],
		[{ contains: {}, minContains: 'x' }, `the value at /minContains ${count}`],
		[{ maxContains: -1 }, `the value at /maxContains ${count}`],
		[
			{ pattern: '(' },
			'the value at /pattern must be a regular expression as JavaScript reads it with the flag u.',
		],
		[
			{ patternProperties: { '[': {} } },
			'the value at /patternProperties/[ must be a regular expression as JavaScript reads it with the flag u.',
		],
		[{ format: 1 }, 'the value at /format must be a format name.'],
		[{ prefixItems: [], items: [] }, 'the value at /prefixItems must be a non-empty array.'],
		[{ prefixItems: [true], items: [true] }, 'the value at /items must be a single schema.'],
		[{ uniqueItems: 1 }, 'the value at /uniqueItems must be true or false.'],
		[{ required: true }, `the value at /required ${names}`],
		[{ required: [1] }, `the value at /required ${names}`],
		[{ dependentRequired: { a: 'b' } }, `the value at /dependentRequired/a ${names}`],
		[{ dependencies: { a: [1] } }, `the value at /dependencies/a ${names}`],
		[{ properties: [] }, 'the value at /properties must be an object.'],
		[{ $defs: [] }, 'the value at /$defs must be an object.'],
		[{ allOf: {} }, list],
		[{ allOf: [] }, list],
		[{ then: 1 }, 'the value at /then must be a JSON Schema.'],
		[{ additionalItems: 1 }, 'the value at /additionalItems must be a JSON Schema.'],
		[{ $ref: 1 }, `the value at /$ref ${reference}`],
		[{ $ref: 'https://example.com/schema' }, `the value at /$ref ${reference}`],
		[{ $ref: '#name' }, `the value at /$ref ${reference}`],
		[{ $ref: '#/$defs/a' }, `the value at /$ref ${reference}`],
		[{ $ref: '#/constructor' }, `the value at /$ref ${reference}`],
		[{ $ref: '#/allOf/length', allOf: [true] }, `the value at /$ref ${reference}`],
		[{ $ref: '#/allOf/01', allOf: [true, true] }, `the value at /$ref ${reference}`],
		[{ $ref: '#/allOf/', allOf: [true] }, `the value at /$ref ${reference}`],
		[{ $ref: '#/%', $defs: {} }, `the value at /$ref ${reference}`],
		[
			{ $ref: '#/$defs/a/not', $defs: { a: { $id: 'b', not: {} } } },
			`the value at /$ref ${reference}`,
		],
		[
			{ not: { $id: 'https://example.com/' } },
			'the value at /not/$id must be left out, because below the top it changes where $ref leads.',
		],
	])('%j is refused with the place', (schema, problem) => {
		expect(problemOf(schema)).toBe(problem);
	});

	test.each<[schema: unknown, place: string]>([
		[{ $ref: '#' }, 'the top'],
		[{ not: { anyOf: [true, { $ref: '#/not' }] } }, '/not/anyOf/1'],
		[{ properties: { a: { $ref: '#/properties/a' } } }, '/properties/a'],
		[{ $ref: '#/$defs/a', $defs: { a: { allOf: [{ $ref: '#/$defs/a' }] } } }, '/$defs/a/allOf/0'],
		[{ dependentSchemas: { a: { $ref: '#' } } }, '/dependentSchemas/a'],
		[{ if: { $ref: '#/if' } }, '/if'],
	])('%j would never end', (schema, place) => {
		expect(problemOf(schema)).toBe(
			`the schema at ${place} refers back to itself for the same value, so checking would never end. Break the circle of references.`,
		);
	});

	test('may be deep, but not endlessly so', () => {
		const schemaOf = (levels: number): unknown => nest(levels, (not) => ({ not }), true);
		expect(accepts(schemaOf(200), 1)).toBe(true);
		expect(problemOf(schemaOf(201))).toBe('it is nested more than 200 levels deep. Simplify it.');
		expect(problemOf(schemaOf(5000))).toBe('it is nested more than 200 levels deep. Simplify it.');
	});
});

test('annotations, unknown formats and what nothing leads to limit nothing', () => {
	const schema = {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		$id: 'https://example.com/event',
		$comment: 'a',
		title: 'a',
		description: 'a',
		default: 1,
		examples: [1],
		deprecated: true,
		readOnly: true,
		writeOnly: true,
		contentEncoding: 'base64',
		contentMediaType: 'application/json',
		format: 'phone',
		$defs: { a: false, b: { unevaluatedItems: false } },
		definitions: { group: { a: false } },
		allOf: [{ $id: '#part' }],
	};
	expect(accepts(schema, '')).toBe(true);
});

describe('names that objects have by themselves', () => {
	const parse = (text: string): unknown => JSON.parse(text);

	test('are missing unless they are sent', () => {
		for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
			const sent = parse(`{"${name}":1}`);
			expect(accepts({ required: [name] }, {})).toBe(false);
			expect(accepts({ required: [name] }, sent)).toBe(true);
			expect(accepts(parse(`{"properties":{"${name}":false}}`), {})).toBe(true);
			expect(accepts(parse(`{"properties":{"${name}":false}}`), sent)).toBe(false);
			expect(accepts(parse(`{"dependentRequired":{"${name}":["a"]}}`), {})).toBe(true);
			expect(accepts(parse(`{"dependentRequired":{"${name}":["a"]}}`), sent)).toBe(false);
			expect(accepts({ additionalProperties: false, properties: {} }, sent)).toBe(false);
			expect(accepts({ maxProperties: 0 }, sent)).toBe(false);
			expect(accepts({ const: sent }, {})).toBe(false);
			expect(accepts({ const: {} }, sent)).toBe(false);
		}
	});
});

describe('values made to be hard to check', () => {
	const tree = { items: { $ref: '#' }, type: ['array', 'integer'] };
	const listsOf = (levels: number): unknown => nest(levels, (inner) => [inner]);

	test('are refused when they are too deep, whatever the schema says', () => {
		const tooDeep = { path: '', message: 'expected at most 200 levels of nesting' };
		for (const schema of [true, tree, { not: tree }, { uniqueItems: true }, { const: 1 }]) {
			expect(compile(schema)(listsOf(201))).toEqual(tooDeep);
			expect(compile(schema)(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toEqual(
				tooDeep,
			);
		}
		expect(accepts(tree, listsOf(200))).toBe(true);
		expect(accepts({ not: tree }, listsOf(200))).toBe(false);
	});

	test('are refused when a schema doubles the work with each level, even where not asks for it', () => {
		const tooMuch = { path: '', message: 'expected a value that takes less work to check' };
		const again = { items: { $ref: '#/$defs/twice' } };
		const $defs = { twice: { type: 'array', anyOf: [again, again, again] } };
		const twice = { $ref: '#/$defs/twice', $defs };
		expect(compile(twice)(listsOf(100))).toEqual(tooMuch);
		expect(compile({ not: { $ref: '#/$defs/twice' }, $defs })(listsOf(100))).toEqual(tooMuch);
		expect(accepts(twice, [[[]]])).toBe(true);
	});

	test('are refused when a schema is applied inside of itself too often', () => {
		const deep = nest(20, (schema) => ({ allOf: [schema] }), { items: { $ref: '#' } });
		expect(accepts(deep, listsOf(10))).toBe(true);
		expect(compile(deep)(listsOf(100))?.message).toBe(
			'expected a value that takes less work to check',
		);
		expect(compile({ not: deep })(1)?.message).toBe('expected no fit for the schema of not');
	});
});
