import { z } from 'zod';

/** Reads one cell of a row, whatever it holds. */
export type Cell<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

/** What a table or an expression gives for a cell without a value. */
const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A cell that may be empty. */
export const optionalCell = <T>(cell: Cell<T>): Cell<T | undefined> =>
	z.preprocess((value) => (isBlank(value) ? undefined : value), cell.optional());

/** A text; numbers, as ids of rows are, count as their digits. */
export const textCell: Cell<string> = z
	.union([z.string(), z.number()], { errorMap: () => ({ message: 'must be text, or empty.' }) })
	.transform(String);

const FLAGS: ReadonlyMap<string, boolean> = new Map([
	...['true', '1', 'yes', 'on'].map((text) => [text, true] as const),
	...['false', '0', 'no', 'off'].map((text) => [text, false] as const),
]);

function toFlag(value: unknown): unknown {
	const isWritten = typeof value === 'string' || typeof value === 'number';
	return isWritten ? FLAGS.get(String(value).trim().toLowerCase()) : value;
}

/** True or false, also as tables write it: `yes`, `1`, `TRUE` … */
export const flagCell: Cell<boolean> = z.preprocess(
	toFlag,
	z.boolean({ message: 'must be true or false, or empty.' }),
);

function toNumber(value: unknown): unknown {
	const isNumeral = typeof value === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(value);
	return isNumeral ? Number(value) : value;
}

/** A number, also as text. */
export const numberCell = (min: number, max: number): Cell<number> => {
	const message = `must be a number from ${min} to ${max}, or empty.`;
	return z.preprocess(toNumber, z.number({ message }).min(min, message).max(max, message));
};

/** A number without fraction, also as text. */
export const wholeNumberCell = (min: number, max: number): Cell<number> => {
	const message = `must be a whole number from ${min} to ${max}, or empty.`;
	return z.preprocess(
		toNumber,
		z.number({ message }).int(message).min(min, message).max(max, message),
	);
};

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\S+)?$/;

// As seconds it is the year 5138, as milliseconds 1973: nothing that fails has failed that long.
const LEAST_MS = 1e11;

function toMs(value: unknown): unknown {
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'string' && ISO_DATE.test(value.trim())) return Date.parse(value);
	const number = toNumber(value);
	return typeof number === 'number' && number < LEAST_MS ? number * 1000 : number;
}

// ECMAScript, "Time Values and Time Range".
const LATEST_TIME_MS = 8.64e15;

const timeMessage = 'must be a time such as 2026-01-31T12:00:00Z, or empty.';

/**
 * A point in time, as a `Date`, in ISO 8601, or in seconds or milliseconds since 1970, also as text;
 * becomes milliseconds since 1970.
 */
export const timeCell: Cell<number> = z.preprocess(
	toMs,
	z.number({ message: timeMessage }).min(0, timeMessage).max(LATEST_TIME_MS, timeMessage),
);
