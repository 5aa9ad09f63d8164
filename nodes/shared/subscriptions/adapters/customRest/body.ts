import { fillValue, namesIn, parsePieces } from './template';
import type { Pieces, TemplateValues } from './template';

/** A JSON body in which texts may hold placeholders. */
export type BodyTemplate =
	| { readonly text: Pieces }
	| { readonly list: readonly BodyTemplate[] }
	| { readonly object: ReadonlyArray<readonly [name: string, value: BodyTemplate]> }
	| { readonly value: boolean | number | null };

/** A body that was read, or the end of a sentence about what is wrong with it. */
export type ParsedBody =
	| { readonly ok: true; readonly body: BodyTemplate }
	| { readonly ok: false; readonly problem: string };

const MAX_DEPTH = 32;

function combine<Part>(
	parts: readonly ParsedBody[],
	toBody: (bodies: readonly BodyTemplate[]) => Part,
): { readonly ok: true; readonly body: Part } | { readonly ok: false; readonly problem: string } {
	const bodies: BodyTemplate[] = [];
	for (const part of parts) {
		if (!part.ok) return part;
		bodies.push(part.body);
	}
	return { ok: true, body: toBody(bodies) };
}

function parseValue(value: unknown, depth: number): ParsedBody {
	if (depth > MAX_DEPTH) {
		return { ok: false, problem: `is nested more than ${MAX_DEPTH} levels deep. Simplify it.` };
	}
	if (typeof value === 'string') {
		const parsed = parsePieces(value);
		return parsed.ok ? { ok: true, body: { text: parsed.pieces } } : parsed;
	}
	if (Array.isArray(value)) {
		return combine(
			value.map((item) => parseValue(item, depth + 1)),
			(list) => ({ list }),
		);
	}
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value);
		return combine(
			entries.map(([, item]) => parseValue(item, depth + 1)),
			(bodies) => ({ object: bodies.map((body, index) => [entries[index]?.[0] ?? '', body]) }),
		);
	}
	return { ok: true, body: { value: value as boolean | number | null } };
}

/** Reads a JSON text, in whose texts placeholders may stand. They are filled in later, as JSON. */
export function parseBody(template: string): ParsedBody {
	let value: unknown;
	try {
		value = JSON.parse(template);
	} catch {
		return {
			ok: false,
			problem: 'is not JSON. Put placeholders between quotes, for example {"url": "{url}"}.',
		};
	}
	return parseValue(value, 1);
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
