import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileJsonSchema } from '../../../nodes/shared/receive/jsonSchema';

type Json = Readonly<Record<string, unknown>>;

interface Parameter {
	readonly name: string;
	readonly in: string;
	readonly required?: boolean;
	readonly schema: Json;
}

interface Operation {
	readonly operationId: string;
	readonly parameters?: readonly Json[];
	readonly requestBody?: Json;
	readonly responses: Readonly<Record<string, Json>>;
}

/** A call as it was made, and its answer; `undefined` for no body. */
export interface MadeCall {
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	readonly body: unknown;
	readonly statusCode: number;
	readonly answer: unknown;
}

/** Which operation a call is, for example `repos/create-webhook`, and what is wrong with it. */
export interface DescribedCall {
	readonly operationId?: string;
	readonly problems: readonly string[];
}

// The operations on hooks of npm package @octokit/openapi, which is too large to be installed.
const file = join(__dirname, '../../vectors/api/github.json');
const description = JSON.parse(readFileSync(file, 'utf8')) as Json;
const paths = description.paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function resolve(value: Json): Json {
	if (typeof value.$ref !== 'string') return value;
	const names = value.$ref.slice(2).split('/');
	return names.reduce<Json>((node, name) => node[name] as Json, description);
}

// What OpenAPI 3.0 has besides JSON Schema and what says nothing about values.
const SAYS_NOTHING = /^(discriminator|example|externalDocs|nullable|xml|x-.*)$/;

/** The JSON Schema (draft 2020-12) of a schema of OpenAPI 3.0; collects what it refers to. */
function toJsonSchema(schema: unknown, referred: Set<string>): unknown {
	if (Array.isArray(schema)) return schema.map((each) => toJsonSchema(each, referred));
	if (!isObject(schema)) return schema;
	if (typeof schema.$ref === 'string') {
		const name = schema.$ref.split('/').at(-1) ?? '';
		referred.add(name);
		return { $ref: `#/$defs/${name}` };
	}
	const entries = Object.entries(schema).filter(([key]) => !SAYS_NOTHING.test(key));
	const converted = Object.fromEntries(
		entries.map(([key, value]) => [key, convertKeyword(key, value, referred)]),
	);
	return schema.nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}

function convertKeyword(key: string, value: unknown, referred: Set<string>): unknown {
	if (['const', 'default', 'enum', 'examples', 'required'].includes(key)) return value;
	if (key !== 'properties' || !isObject(value)) return toJsonSchema(value, referred);
	// The names of properties are no keywords.
	return Object.fromEntries(
		Object.entries(value).map(([name, property]) => [name, toJsonSchema(property, referred)]),
	);
}

/** A schema with all that it refers to. */
function toDocument(schema: Json): unknown {
	const referred = new Set<string>();
	const top = toJsonSchema(schema, referred);
	const { schemas } = description.components as { schemas: Record<string, Json> };
	const $defs: Record<string, unknown> = {};
	// Grows on the way.
	for (const name of referred) $defs[name] = toJsonSchema(schemas[name], referred);
	return { allOf: [top], $defs };
}

function findProblem(what: string, schema: Json, value: unknown): string[] {
	const compiled = compileJsonSchema(toDocument(schema));
	if (!compiled.ok) throw new Error(`The description cannot be read: ${compiled.problem}`);
	const violation = compiled.value.validate(value);
	return violation ? [`${what}: ${JSON.stringify(violation)}`] : [];
}

function matchPath(path: string): { template: string; values: Record<string, string> } | undefined {
	const segments = path.split('/');
	const isFitting = (template: string): boolean => {
		const parts = template.split('/');
		return (
			parts.length === segments.length &&
			parts.every((part, index) =>
				part.startsWith('{') ? segments[index] !== '' : part === segments[index],
			)
		);
	};
	// Fewer placeholders win: they are the more special path.
	const [template] = Object.keys(paths)
		.filter(isFitting)
		.sort((a, b) => a.split('{').length - b.split('{').length);
	if (template === undefined) return undefined;
	const values = template
		.split('/')
		.flatMap((part, index) =>
			part.startsWith('{')
				? [[part.slice(1, -1), decodeURIComponent(segments[index] ?? '')] as const]
				: [],
		);
	return { template, values: Object.fromEntries(values) };
}

function schemaIn(holder: Json | undefined): Json | undefined {
	const content = holder && (resolve(holder).content as Record<string, Json> | undefined);
	return content?.['application/json']?.schema as Json | undefined;
}

function findParameterProblems(
	operation: Operation,
	values: Readonly<Record<string, string>>,
	query: MadeCall['query'],
): string[] {
	const parameters = (operation.parameters ?? []).map(
		(each) => resolve(each) as unknown as Parameter,
	);
	const known = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
	const strange = Object.keys(query).filter((name) => !known.includes(name));
	const wrong = parameters.flatMap(({ name, in: place, required, schema }) => {
		const text = (place === 'path' ? values : query)[name];
		if (text === undefined) return required ? [`${name} is missing`] : [];
		const isNumber = schema.type === 'integer' && /^\d+$/.test(text);
		return findProblem(name, schema, isNumber ? Number(text) : text);
	});
	return [...strange.map((name) => `no query parameter ${name}`), ...wrong];
}

/** Compares a call and its answer with GitHub's own description of its API. */
export function describeGitHubCall(call: MadeCall): DescribedCall {
	const found = matchPath(call.path);
	const operation = found && paths[found.template]?.[call.method.toLowerCase()];
	if (!operation) return { problems: [`no operation ${call.method} ${call.path}`] };
	const problems = findParameterProblems(operation, found.values, call.query);
	const bodySchema = schemaIn(operation.requestBody);
	if (call.body !== undefined) {
		problems.push(
			...(bodySchema ? findProblem('body', bodySchema, call.body) : ['no body is taken']),
		);
	}
	const response = operation.responses[String(call.statusCode)];
	const answerSchema = schemaIn(response);
	if (!response) problems.push(`no answer with status ${call.statusCode}`);
	else if (answerSchema) problems.push(...findProblem('answer', answerSchema, call.answer));
	return { operationId: operation.operationId, problems };
}
