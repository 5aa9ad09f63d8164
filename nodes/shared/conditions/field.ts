import { readCondition } from './condition';
import type { Condition } from './condition';
import { isObject, parseJson } from '../json';
import { failure, success } from '../result';
import type { Result } from '../result';

const MAX_TEXT_LENGTH = 100_000;

const NOT_JSON =
	'it is not valid JSON. Check its quotes, commas and brackets. An example: {"field": "body.total", "atLeast": 100}.';

const isBlank = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	(typeof value === 'string' && value.trim() === '') ||
	(isObject(value) && Object.keys(value).length === 0);

/**
 * Reads a condition from a field, as JSON or as JSON text.
 *
 * @param roots what its paths may begin with
 * @returns the condition, `undefined` for an empty field; the problem is the end of a sentence
 */
export function readConditionField(
	value: unknown,
	roots: readonly [string, ...string[]],
): Result<Condition | undefined> {
	if (isBlank(value)) return success(undefined);
	if (typeof value !== 'string') return readCondition(value, { roots });
	if (value.length > MAX_TEXT_LENGTH) return failure(NOT_JSON);
	const json = parseJson(value);
	if (!json.ok) return failure(NOT_JSON);
	return isBlank(json.value) ? success(undefined) : readCondition(json.value, { roots });
}
