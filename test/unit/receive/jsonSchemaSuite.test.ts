import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileJsonSchema } from '../../../nodes/shared/receive/jsonSchema';

interface Group {
	readonly description: string;
	readonly schema: unknown;
	readonly tests: ReadonlyArray<{ description: string; data: unknown; valid: boolean }>;
}

const folder = join(__dirname, '../../vectors/json-schema');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replaceAll('\\', '/'))
	.sort();
const groupsOf = (file: string): Group[] =>
	JSON.parse(readFileSync(join(folder, file), 'utf8')) as Group[];

// Schemas may only refer to their own parts, and by their place: nothing is fetched, and the names
// that $id and $anchor give are not followed.
const elsewhere = 'must be a reference to a part of this schema, such as #/$defs/address.';
// To ignore the keyword would let more in than the schema says.
const unsupported = 'is not supported, and ignoring it would accept more';
// JSON Schema discourages it, and no value at all would fit.
const emptyList = 'must be a non-empty array.';

/** The only groups of the suite that are refused when they are compiled, and why. */
const refused: Readonly<Record<string, string>> = {
	'draft2020-12/content.json: validation of binary-encoded media type documents with schema':
		unsupported,
	'draft2020-12/defs.json: validate definition against metaschema': elsewhere,
	'draft2020-12/enum.json: empty enum': emptyList,
	"draft2020-12/not.json: collect annotations inside a 'not', even if collection is disabled":
		unsupported,
	'draft2020-12/ref.json: $id must be resolved against nearest parent, not just immediate parent':
		elsewhere,
	'draft2020-12/ref.json: Recursive references between schemas': elsewhere,
	'draft2020-12/ref.json: URN base URI with URN and JSON pointer ref': elsewhere,
	'draft2020-12/ref.json: URN base URI with URN and anchor ref': elsewhere,
	'draft2020-12/ref.json: URN ref with nested pointer ref': elsewhere,
	'draft2020-12/ref.json: order of evaluation: $id and $anchor and $ref': elsewhere,
	'draft2020-12/ref.json: order of evaluation: $id and $ref': elsewhere,
	'draft2020-12/ref.json: order of evaluation: $id and $ref on nested schema': elsewhere,
	'draft2020-12/ref.json: ref creates new scope when adjacent to keywords': unsupported,
	'draft2020-12/ref.json: ref to else': elsewhere,
	'draft2020-12/ref.json: ref to if': elsewhere,
	'draft2020-12/ref.json: ref to then': elsewhere,
	'draft2020-12/ref.json: ref with absolute-path-reference': elsewhere,
	'draft2020-12/ref.json: refs with relative uris and defs': elsewhere,
	'draft2020-12/ref.json: relative refs with absolute uris and defs': elsewhere,
	'draft2020-12/ref.json: remote ref, containing refs itself': elsewhere,
	'draft2020-12/ref.json: simple URN base URI with $ref via the URN': elsewhere,
	'draft7/definitions.json: validate definition against metaschema': elsewhere,
};

test('the suite is there', () => {
	const cases = files.flatMap(groupsOf).flatMap(({ tests }) => tests);
	expect(cases.length).toBeGreaterThan(1200);
});

test.each(files)('%s: every verdict is the official one', (file) => {
	let count = 0;
	for (const { description, schema, tests } of groupsOf(file)) {
		const compiled = compileJsonSchema(schema);
		if (!compiled.ok) continue;
		for (const { description: title, data, valid } of tests) {
			const isValid = compiled.value.validate(data) === undefined;
			expect([description, title, isValid]).toEqual([description, title, valid]);
			count += 1;
		}
	}
	// definitions.json holds nothing else than references to the metaschema.
	const isWhollyRefused = ['draft2020-12/defs.json', 'draft7/definitions.json'].includes(file);
	expect(count > 0).toBe(!isWhollyRefused);
});

test('exactly the listed groups are refused, each for its reason', () => {
	const problems = files.flatMap((file) =>
		groupsOf(file).flatMap(({ description, schema }) => {
			const compiled = compileJsonSchema(schema);
			return compiled.ok ? [] : [[`${file}: ${description}`, compiled.problem] as const];
		}),
	);
	expect(Object.fromEntries(problems)).toEqual(
		Object.fromEntries(
			Object.entries(refused).map(([title, reason]) => [
				title,
				expect.stringContaining(reason) as string,
			]),
		),
	);
});
