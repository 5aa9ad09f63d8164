import { z } from 'zod';
import { failure, success } from '../../result';
import type { Result } from '../../result';

/** Checks of single values. Their messages name the field by its label, and say what it takes. */
export interface Checks {
	/** A number from `min` to `max`. */
	readonly number: (label: string, min: number, max: number) => z.ZodNumber;
	/** A whole number from `min` to `max`. */
	readonly wholeNumber: (label: string, min: number, max: number) => z.ZodNumber;
	/** On or off. */
	readonly toggle: (label: string) => z.ZodBoolean;
	/** Any text, as it stands. */
	readonly text: (label: string) => z.ZodString;
	/** One of several values. */
	readonly choice: <const Values extends readonly [string, ...string[]]>(
		label: string,
		values: Values,
	) => z.ZodEnum<z.Writeable<Values>>;
}

const checksOf = (kind: 'field' | 'option'): Checks => {
	const rule = (label: string, what: string): string => `The ${kind} '${label}' must be ${what}.`;
	return {
		number(label, min, max) {
			const message = rule(label, `a number from ${min} to ${max}`);
			return z.number({ message }).min(min, message).max(max, message);
		},
		wholeNumber(label, min, max) {
			const message = rule(label, `a whole number from ${min} to ${max}`);
			return z.number({ message }).int(message).min(min, message).max(max, message);
		},
		toggle: (label) => z.boolean({ message: rule(label, 'on or off') }),
		text: (label) => z.string({ message: rule(label, 'text') }),
		choice: (label, values) =>
			z.enum(values, { message: rule(label, `one of: ${values.join(', ')}`) }),
	};
};

/** Checks of the fields of a node. */
export const fieldChecks = checksOf('field');

/** Checks of the options of a node's collection 'Options'. */
export const optionChecks = checksOf('option');

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
