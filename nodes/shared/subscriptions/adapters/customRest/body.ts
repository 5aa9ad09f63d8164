import { isObject, parseJson } from '../../../json';
import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import { fillValue, namesIn, parsePieces } from './template';
import type { Pieces, TemplateValues } from './template';

/** A JSON body in which texts may hold placeholders. */
export type BodyTemplate =
	| { readonly text: Pieces }
	| { readonly list: readonly BodyTemplate[] }
	| { readonly object: ReadonlyArray<readonly [name: string, value: BodyTemplate]> }
	| { readonly value: boolean | number | null };

const MAX_DEPTH = 32;

function combine(
	parts: ReadonlyArray<Result<BodyTemplate>>,
	toBody: (bodies: readonly BodyTemplate[]) => BodyTemplate,
): Result<BodyTemplate> {
	const bodies: BodyTemplate[] = [];
	for (const part of parts) {
		if (!part.ok) return part;
		bodies.push(part.value);
	}
	return success(toBody(bodies));
}

function parseValue(value: unknown, depth: number): Result<BodyTemplate> {
	if (depth > MAX_DEPTH) {
		return failure(`is nested more than ${MAX_DEPTH} levels deep. Simplify it.`);
	}
	if (typeof value === 'string') {
		const parsed = parsePieces(value);
		return parsed.ok ? success({ text: parsed.value }) : parsed;
	}
	if (Array.isArray(value)) {
		return combine(
			value.map((item) => parseValue(item, depth + 1)),
			(list) => ({ list }),
		);
	}
	if (isObject(value)) {
		const entries = Object.entries(value);
		return combine(
			entries.map(([, item]) => parseValue(item, depth + 1)),
			(bodies) => ({ object: bodies.map((body, index) => [entries[index]?.[0] ?? '', body]) }),
		);
	}
	return success({ value: value as boolean | number | null });
}

/**
 * Reads a JSON text, in whose texts placeholders may stand. They are filled in later, as JSON. The
 * problem is the end of a sentence.
 */
export function parseBody(template: string): Result<BodyTemplate> {
	const json = parseJson(template);
	return json.ok
		? parseValue(json.value, 1)
		: failure('is not JSON. Put placeholders between quotes, for example {"url": "{url}"}.');
}

/** The placeholders that a body holds. */
export function namesInBody(body: BodyTemplate): readonly string[] {
	if ('text' in body) return namesIn(body.text);
	if ('list' in body) return body.list.flatMap(namesInBody);
	return 'object' in body ? body.object.flatMap(([, value]) => namesInBody(value)) : [];
}

/** The body as a JSON value. */
export function fillBody(body: BodyTemplate, values: TemplateValues): unknown {
	if ('text' in body) return fillValue(body.text, values);
	if ('list' in body) return body.list.map((item) => fillBody(item, values));
	if ('value' in body) return body.value;
	// Entries and not a literal: a name like __proto__ is a name like any other.
	return Object.fromEntries(body.object.map(([name, value]) => [name, fillBody(value, values)]));
}
