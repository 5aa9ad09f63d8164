import { failure, success } from '../result';
import type { Result } from '../result';

/** Keys that lead to a value in JSON: names of fields, positions in lists, or `*` for every element. */
export type ValuePath = readonly [string, ...string[]];

const ANY = '*';
const INDEX = /^(?:0|[1-9]\d{0,8})$/;

const MAX_KEYS = 20;
const MAX_KEY_LENGTH = 200;

const NO_PATH =
	'must be the path to a value: keys with dots between them, such as body.order.total. Write * for every element of a list, and a JSON list of keys where a key holds a dot.';
const TOO_LONG = `must have at most ${MAX_KEYS} keys of up to ${MAX_KEY_LENGTH} characters.`;

const isKey = (key: unknown): key is string => typeof key === 'string' && key !== '';

/**
 * Reads a path as users write it: `body.items.*.sku`, or a list of keys.
 *
 * @returns the path, or the rest of a sentence that begins with what holds it
 */
export function readPath(value: unknown): Result<ValuePath> {
	const keys = typeof value === 'string' ? value.trim().split('.') : value;
	if (!Array.isArray(keys) || keys.length === 0 || !keys.every(isKey)) return failure(NO_PATH);
	if (keys.length > MAX_KEYS || keys.some((key) => key.length > MAX_KEY_LENGTH)) {
		return failure(TOO_LONG);
	}
	return success(keys as unknown as ValuePath);
}

/** The own value of an object or list; nothing that all of them have, such as a length. */
function childOf(value: unknown, key: string): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	if (Array.isArray(value) && !INDEX.test(key)) return undefined;
	return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

/**
 * Whether a value at a path passes a test; any one of them where the path goes through `*`. Looks at
 * no value twice, and never throws where the test does not.
 */
export function someValueAt(
	root: unknown,
	path: readonly string[],
	test: (value: unknown) => boolean,
): boolean {
	let value = root;
	for (const [index, key] of path.entries()) {
		if (key === ANY && Array.isArray(value)) {
			const rest = path.slice(index + 1);
			return value.some((element) => someValueAt(element, rest, test));
		}
		value = childOf(value, key);
		if (value === undefined) return false;
	}
	return test(value);
}
