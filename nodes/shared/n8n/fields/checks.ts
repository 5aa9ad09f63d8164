import { z } from 'zod';
import { failure, success } from '../../result';
import type { Result } from '../../result';

const numberIn = (message: string, min: number, max: number): z.ZodNumber =>
	z.number({ message }).min(min, message).max(max, message);

// The sentences are written out, so that a search finds each of them whole.

/** Checks of the fields of a node. What they say names the field by its label, and what it takes. */
export const fieldChecks = {
	/** A number from `min` to `max`. */
	number: (label: string, min: number, max: number): z.ZodNumber =>
		numberIn(`The field '${label}' must be a number from ${min} to ${max}.`, min, max),
	/** A whole number from `min` to `max`. */
	wholeNumber(label: string, min: number, max: number): z.ZodNumber {
		const message = `The field '${label}' must be a whole number from ${min} to ${max}.`;
		return numberIn(message, min, max).int(message);
	},
	/** Any text, as it stands. */
	text: (label: string): z.ZodString => z.string({ message: `The field '${label}' must be text.` }),
	/** One of several values. */
	choice: <const Values extends readonly [string, ...string[]]>(
		label: string,
		values: Values,
	): z.ZodEnum<z.Writeable<Values>> =>
		z.enum(values, { message: `The field '${label}' must be one of: ${values.join(', ')}.` }),
};

/** The same for the options of a node's collection 'Options', and switches. */
export const optionChecks = {
	/** A number from `min` to `max`. */
	number: (label: string, min: number, max: number): z.ZodNumber =>
		numberIn(`The option '${label}' must be a number from ${min} to ${max}.`, min, max),
	/** A whole number from `min` to `max`. */
	wholeNumber(label: string, min: number, max: number): z.ZodNumber {
		const message = `The option '${label}' must be a whole number from ${min} to ${max}.`;
		return numberIn(message, min, max).int(message);
	},
	/** On or off. */
	toggle: (label: string): z.ZodBoolean =>
		z.boolean({ message: `The option '${label}' must be on or off.` }),
	/** Any text, as it stands. */
	text: (label: string): z.ZodString =>
		z.string({ message: `The option '${label}' must be text.` }),
	/** One of several values. */
	choice: <const Values extends readonly [string, ...string[]]>(
		label: string,
		values: Values,
	): z.ZodEnum<z.Writeable<Values>> =>
		z.enum(values, { message: `The option '${label}' must be one of: ${values.join(', ')}.` }),
};

/**
 * Checks values, fills in the defaults, and says everything that is wrong with them, each thing once.
 *
 * @param values what the user gave. A collection that is absent is an empty one.
 */
export function readFields<Output>(
	schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
	values: unknown,
): Result<Output> {
	const parsed = schema.safeParse(values ?? {});
	if (parsed.success) return success(parsed.data);
	const sentences = new Set(parsed.error.issues.map(({ message }) => message));
	return failure([...sentences].join(' '));
}
