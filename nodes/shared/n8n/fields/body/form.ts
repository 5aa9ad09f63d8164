import { isObject } from '../../../json';
import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import { scalarText } from '../../../signing/content/bodyValue';
import { readText } from '../../parameters';
import type { ParameterReader } from '../../parameters';

type Pair = readonly [name: string, value: unknown];

/** What the fields of the node hold, in the order in which they stand there. */
function pairsOfFields(parameter: ParameterReader): readonly Pair[] {
	const given = parameter('formFields');
	const rows: unknown = isObject(given) ? given.values : undefined;
	if (!Array.isArray(rows)) return [];
	return (rows as unknown[])
		.filter(isObject)
		.map(({ name, value }): Pair => [readText(name), value]);
}

/** A list repeats its name, and what has no value is left out, as browsers do with forms. */
const pairsOfItem = (item: unknown): readonly Pair[] =>
	Object.entries(isObject(item) ? item : {}).flatMap(([name, value]) =>
		(Array.isArray(value) ? (value as unknown[]) : [value])
			.filter((each) => each !== null && each !== undefined)
			.map((each): Pair => [name, each]),
	);

function write(pairs: readonly Pair[], label: string): Result<string> {
	const form = new URLSearchParams();
	for (const [name, value] of pairs) {
		if (name === '') return failure(`${label} has an entry without a name. Name it or remove it.`);
		const text = scalarText(value);
		if (text === undefined) {
			return failure(
				`${label} holds no text, number or boolean as '${name}', and forms carry nothing else. Give it another value, or set 'Body' to 'JSON'.`,
			);
		}
		form.append(name, text);
	}
	if (form.size > 0) return success(form.toString());
	return failure(
		`${label} is empty. Add a field. To send no body, set 'Body' to 'Text' and leave it empty.`,
	);
}

/**
 * Writes the form that a user gave with the fields of `bodyProperties`, as
 * `application/x-www-form-urlencoded`: names and values in the order in which they were given, so
 * that the same form is always the same bytes.
 *
 * @param item the JSON of the item
 */
export function readForm(parameter: ParameterReader, item: unknown): Result<string> {
	const source = readText(parameter('formSource'));
	switch (source) {
		case 'fields':
			return write(pairsOfFields(parameter), "The field 'Form Fields'");
		case 'item':
			return write(pairsOfItem(item), 'The item');
		default:
			return failure(`The field 'Form' holds '${source}', which is none of: fields, item.`);
	}
}
