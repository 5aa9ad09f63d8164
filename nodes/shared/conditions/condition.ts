import { fieldOf, isObject } from '../json';
import type { JsonObject } from '../json';
import { failure, success } from '../result';
import type { Result } from '../result';
import { quotedText } from '../text/foreignText';
import { isOperatorName, operatorNames, operators } from './operators';
import { readPath, someValueAt } from './path';

/**
 * Whether a condition holds for these facts. Never throws for JSON, and looks at each value at most once
 * for each of its fields.
 */
export type Condition = (facts: unknown) => boolean;

/** What conditions can be about. */
export interface ConditionOptions {
	/** What a path may begin with: the fields that the facts have. */
	readonly roots: readonly [string, ...string[]];
}

const MAX_CONDITIONS = 100;
const MAX_DEPTH = 10;
const MAX_SHOWN_LENGTH = 60;

const EXAMPLE = '{"field": "body.total", "atLeast": 100}';

/** One reading of a condition, from its text to what it does. */
interface Reading extends ConditionOptions {
	count: number;
}

const shown = (text: string): string => quotedText(text, MAX_SHOWN_LENGTH);

/** A problem at its place, which is empty for the condition as a whole. */
const problemAt = (place: string, problem: string): Result<never> =>
	failure(place === '' ? problem : `at ${place}: ${problem}`);

const inside = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`);

const listed = (names: readonly string[]): string => names.join(', ');

/** A field with one operator. */
function readComparison(value: JsonObject, place: string, { roots }: Reading): Result<Condition> {
	const { field, ...rest } = value;
	const path = readPath(field);
	if (!path.ok) return problemAt(inside(place, 'field'), path.problem);
	const [root] = path.value;
	if (!roots.includes(root)) {
		return problemAt(
			inside(place, 'field'),
			`${shown(root)} is none of: ${listed(roots)}. A path begins with one of these, such as body for what the sender wrote.`,
		);
	}
	const names = Object.keys(rest);
	const [name] = names;
	if (name === undefined || names.length > 1 || !isOperatorName(name)) {
		const wrong = names.find((each) => !isOperatorName(each));
		return problemAt(
			place,
			wrong === undefined
				? `a field needs one operator beside it: ${listed(operatorNames)}. Put several conditions under "all".`
				: `${shown(wrong)} is no operator. Use one of: ${listed(operatorNames)}.`,
		);
	}
	const matcher = operators[name].read(rest[name]);
	if (!matcher.ok) return problemAt(inside(place, name), matcher.problem);
	const { test, isNegated = false } = matcher.value;
	return success((facts) => someValueAt(facts, path.value, test) !== isNegated);
}

function readList(
	list: unknown,
	place: string,
	reading: Reading,
	depth: number,
): Result<readonly Condition[]> {
	if (!Array.isArray(list) || list.length === 0) {
		return problemAt(place, 'must be a list of one or more conditions.');
	}
	const conditions: Condition[] = [];
	for (const [index, each] of (list as readonly unknown[]).entries()) {
		const read = readAny(each, `${place}[${index}]`, reading, depth);
		if (!read.ok) return read;
		conditions.push(read.value);
	}
	return success(conditions);
}

/** Conditions that are joined, or turned around. */
function readJoined(
	value: JsonObject,
	place: string,
	reading: Reading,
	depth: number,
): Result<Condition> | undefined {
	const name = (['all', 'any', 'not'] as const).find((each) => Object.hasOwn(value, each));
	if (name === undefined) return undefined;
	if (Object.keys(value).length > 1) {
		return problemAt(place, `"${name}" must stand alone. Put what stands beside it into it.`);
	}
	const within = inside(place, name);
	if (depth === 0) {
		return problemAt(within, `conditions can be nested ${MAX_DEPTH} levels deep.`);
	}
	if (name === 'not') {
		const read = readAny(value.not, within, reading, depth - 1);
		return read.ok ? success((facts) => !read.value(facts)) : read;
	}
	const read = readList(value[name], within, reading, depth - 1);
	if (!read.ok) return read;
	return success(
		name === 'all'
			? (facts) => read.value.every((holds) => holds(facts))
			: (facts) => read.value.some((holds) => holds(facts)),
	);
}

function readAny(
	value: unknown,
	place: string,
	reading: Reading,
	depth: number,
): Result<Condition> {
	reading.count += 1;
	if (reading.count > MAX_CONDITIONS) {
		return failure(
			`there are more than ${MAX_CONDITIONS} conditions. Use "oneOf" for one field with many values.`,
		);
	}
	if (!isObject(value)) {
		return problemAt(
			place,
			`a condition is an object such as ${EXAMPLE}. Put a list of conditions under "all" or "any".`,
		);
	}
	return (
		readJoined(value, place, reading, depth) ??
		(fieldOf(value, 'field') === undefined
			? problemAt(
					place,
					`a condition needs a "field", such as ${EXAMPLE}, or "all", "any" or "not".`,
				)
			: readComparison(value, place, reading))
	);
}

/**
 * Reads a condition in its JSON form: a field with an operator, such as
 * `{"field": "body.total", "atLeast": 100}`, or conditions under `all`, `any` or `not`.
 *
 * @returns the condition, or what to change, with the place in it: the end of a sentence
 */
export function readCondition(value: unknown, options: ConditionOptions): Result<Condition> {
	return readAny(value, '', { ...options, count: 0 }, MAX_DEPTH);
}
