import { failure, success } from './result';
import type { Result } from './result';

/** A JSON object, whatever it holds. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object: no list, and not `null`. */
export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The value of an object's own field, of a list's position, too; `undefined` when there is none.
 * What every object inherits, such as `constructor`, is no field.
 */
export const fieldOf = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null && Object.hasOwn(value, name)
		? (value as JsonObject)[name]
		: undefined;

/** Reads JSON text. Never throws; the problem says why it is none. */
export function parseJson(text: string): Result<unknown, SyntaxError> {
	try {
		return success(JSON.parse(text) as unknown);
	} catch (error) {
		return failure(error as SyntaxError);
	}
}
