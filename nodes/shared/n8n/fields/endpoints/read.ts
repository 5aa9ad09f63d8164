import { readEndpointRows } from '../../../delivery/endpoints/readEndpointRows';
import type { EndpointsResult } from '../../../delivery/endpoints/readEndpointRows';
import type { EgressRules } from '../../../delivery/urlProblem';
import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import { valueAt } from '../../../signing/content/bodyValue';
import type { BodyPath } from '../../../signing/content/bodyValue';
import { readText } from '../../parameters';
import type { ParameterReader } from '../../parameters';

/** Reads the endpoints that a user gave with `endpointProperties`. */
export type EndpointReader = (
	parameter: ParameterReader,
	/** The JSON of the item. */
	item: unknown,
	rules: EgressRules,
) => GivenEndpoints;

/** Endpoints, and who chose them. */
export interface GivenEndpoints extends EndpointsResult {
	/** Whether they came with the data, and not from the author of the workflow. */
	readonly areFromData: boolean;
}

/** A list as it was given. */
interface GivenList {
	readonly list: unknown;
	readonly source: string;
	/** Whether it came with the data, and not from the author of the workflow. */
	readonly isData: boolean;
}

/** A row of the field 'Endpoints': its settings are a collection in it. */
const withSettings = (row: Readonly<Record<string, unknown>>): unknown => ({
	...row,
	...(row.settings as object | undefined),
});

function listInFields(value: unknown): Result<GivenList> {
	const { values } = (value ?? {}) as { values?: Array<Readonly<Record<string, unknown>>> };
	if (values === undefined || values.length === 0) {
		return failure("The field 'Endpoints' is empty. Add an endpoint.");
	}
	return success({
		list: values.map(withSettings),
		source: "The field 'Endpoints'",
		isData: false,
	});
}

function listInItem(name: string, item: unknown): Result<GivenList> {
	const list = valueAt(item, name.split('.') as unknown as BodyPath);
	if (list !== undefined) {
		return success({ list, source: `The field '${name}' of the item`, isData: true });
	}
	return failure(
		`The item has no field '${name}'. Change 'Field With Endpoints', or give every item a list of endpoints there.`,
	);
}

function findList(parameter: ParameterReader, item: unknown): Result<GivenList> {
	const source = readText(parameter('endpointSource'));
	switch (source) {
		case 'fields':
			return listInFields(parameter('endpoints'));
		case 'item':
			return listInItem(readText(parameter('endpointField')), item);
		case 'rows':
			return success({ list: parameter('endpointRows'), source: "The field 'Rows'", isData: true });
		default:
			return failure(
				`The field 'Endpoints From' holds '${source}', which is none of: fields, item, rows.`,
			);
	}
}

/** The value as a text to compare it by; `undefined` when it has none. */
function textOf(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}

/**
 * Creates a reader for the items of one run. It remembers the list that it read last: most items
 * have the same one, and to check a long list takes far longer than to compare it.
 */
export function createEndpointReader(): EndpointReader {
	let last: { readonly text: string; readonly result: GivenEndpoints } | undefined;
	return (parameter, item, rules) => {
		const found = findList(parameter, item);
		if (!found.ok) return { endpoints: [], problems: [found.problem], areFromData: false };
		const { list, source, isData } = found.value;
		const text = textOf([found.value, rules]);
		if (text !== undefined && text === last?.text) return last.result;
		const read = readEndpointRows(list, rules, source);
		const result = { ...read, areFromData: isData };
		last = text === undefined ? undefined : { text, result };
		return result;
	};
}
