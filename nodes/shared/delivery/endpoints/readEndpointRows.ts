import { isObject, parseJson } from '../../json';
import type { JsonObject } from '../../json';
import { sentUrl } from '../../http/sentUrl';
import { findUrlProblem } from '../urlProblem';
import type { EgressRules } from '../urlProblem';
import { textCell } from './cells';
import { endpointSchema } from './endpointSchema';
import type { EndpointRow } from './endpointSchema';

/** The endpoints that can be used, and a sentence for everything that is wrong with the others. */
export interface EndpointsResult {
	readonly endpoints: readonly EndpointRow[];
	/** Each names the row, the field and the remedy. */
	readonly problems: readonly string[];
}

// All rows of a table may be wrong in the same way, and one sentence tells it as well as a thousand.
const MAX_PROBLEMS = 10;

/** What an item of n8n holds. */
const ITEM_KEYS = new Set(['binary', 'error', 'index', 'json', 'metadata', 'pairedItem']);

function toList(value: unknown): readonly unknown[] | undefined {
	if (Array.isArray(value)) return value as readonly unknown[];
	if (isObject(value)) return [value];
	if (typeof value !== 'string') return undefined;
	const parsed = parseJson(value);
	return parsed.ok && typeof parsed.value !== 'string' ? toList(parsed.value) : undefined;
}

/** A row by the names of fields that the schema knows, and how each of them was written. */
interface NamedRow {
	readonly row: JsonObject;
	readonly writtenAs: JsonObject;
}

const { shape } = endpointSchema.innerType();
const FIELDS = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));

/** Finds the fields, written in any usual way: `maxRetries`, `max_retries`, `Max Retries`. */
function nameFields(value: JsonObject): NamedRow {
	const row: Record<string, unknown> = {};
	const writtenAs: Record<string, unknown> = {};
	for (const [name, cell] of Object.entries(value)) {
		const field = FIELDS.get(name.replace(/[\s_-]/g, '').toLowerCase());
		if (field === undefined || field in row) continue;
		row[field] = cell;
		writtenAs[field] = name;
	}
	return { row, writtenAs };
}

function readRow({ row, writtenAs }: NamedRow, rules: EgressRules): EndpointRow | string[] {
	const parsed = endpointSchema.safeParse(row);
	const nameOf = (field: unknown): string =>
		`the field '${String(writtenAs[String(field)] ?? field)}'`;
	if (!parsed.success) {
		return parsed.error.issues.map(({ path, message }) => `${nameOf(path[0])} ${message}`);
	}
	const problem = findUrlProblem(parsed.data.url, rules, nameOf('url'));
	if (problem !== undefined) return [problem];
	return { ...parsed.data, url: sentUrl(parsed.data.url) };
}

const isSwitchedOff = ({ row }: NamedRow): boolean =>
	shape.active.safeParse(row.active).data === false;

function labelOf({ row }: NamedRow, index: number): string {
	const name = textCell.safeParse(row.name ?? row.id).data ?? '';
	return name === '' ? `Endpoint ${index + 1}` : `Endpoint ${index + 1} (${name})`;
}

/** The JSON of an item of n8n, where one stands in the place of a row. */
const unwrap = (value: JsonObject): JsonObject =>
	isObject(value.json) && Object.keys(value).every((name) => ITEM_KEYS.has(name))
		? value.json
		: value;

/**
 * Reads a list of endpoints from a table, an item or the fields of the node. A row that is switched
 * off need not be right.
 *
 * @param value a list of rows, one row, or either of them as JSON text
 * @param source what holds the list, to start a sentence with
 */
export function readEndpointRows(
	value: unknown,
	rules: EgressRules,
	source: string,
): EndpointsResult {
	const rows = toList(value);
	if (rows === undefined) {
		const problem = `${source} holds no list of endpoints. Give it a list of objects that have at least a 'url' each.`;
		return { endpoints: [], problems: [problem] };
	}
	const endpoints: EndpointRow[] = [];
	const problems: string[] = [];
	for (const [index, each] of rows.entries()) {
		const named = nameFields(isObject(each) ? unwrap(each) : {});
		const read = readRow(named, rules);
		if (!Array.isArray(read)) endpoints.push(read);
		else if (!isSwitchedOff(named)) {
			problems.push(...read.map((problem) => `${labelOf(named, index)}: ${problem}`));
		}
	}
	const listed = problems.slice(0, MAX_PROBLEMS);
	const unlisted = problems.length - listed.length;
	if (unlisted > 0) listed.push(`${unlisted} more are not listed here.`);
	return { endpoints, problems: listed };
}
