import { failure, success } from '../result';
import type { Result } from '../result';

/** Whether what is found at a path is what is asked for. */
export interface Matcher {
	/** Never throws. */
	readonly test: (found: unknown) => boolean;
	/** Whether no value at the path may pass the test. Default: at least one has to. */
	readonly isNegated?: boolean;
}

/** An operator of a condition. */
export interface Operator {
	/** Reads what is asked for; the problem is the rest of a sentence that begins with its place. */
	readonly read: (wanted: unknown) => Result<Matcher>;
}

type Scalar = boolean | number | string | null;

const MAX_TEXT_LENGTH = 1_000;
const MAX_VALUES = 500;

// What senders write as text is a number all the same: amounts, above all.
const NUMERAL = /^-?\d{1,20}(?:\.\d{1,20})?$/;

const NOT_SCALAR = `must be text of up to ${MAX_TEXT_LENGTH} characters, a number, true, false or null.`;
const NOT_LIST = `must be a list of 1 to ${MAX_VALUES} values, such as ["paid", "refunded"].`;
const NOT_TEXT = `must be text of 1 to ${MAX_TEXT_LENGTH} characters.`;
const NOT_NUMBER = 'must be a number, such as 100 or 9.99.';
const NOT_FLAG = 'must be true, or false for fields that must not be there.';

const isScalar = (value: unknown): value is Scalar =>
	value === null ||
	typeof value === 'boolean' ||
	(typeof value === 'number' && Number.isFinite(value)) ||
	(typeof value === 'string' && value.length <= MAX_TEXT_LENGTH);

function toNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && NUMERAL.test(value) ? Number(value) : undefined;
}

/** Tells whether a value is one of these. Numbers and switches equal the texts that write them. */
function createEquals(wanted: readonly Scalar[]): Matcher['test'] {
	const exact = new Set<unknown>(wanted);
	const texts = wanted.filter((each) => typeof each === 'string');
	const numbers = new Set(wanted.filter((each) => typeof each === 'number'));
	const numerals = new Set(texts.map(toNumber));
	const flags = new Set(wanted.filter((each) => typeof each === 'boolean').map(String));
	return (found) => {
		if (exact.has(found)) return true;
		if (typeof found === 'string') return flags.has(found) || numbers.has(toNumber(found) ?? NaN);
		if (typeof found === 'number') return numerals.has(found);
		return typeof found === 'boolean' && exact.has(String(found));
	};
}

/** A text, also of a number: ids come as either. */
const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

const wantsText = (wanted: unknown): wanted is number | string =>
	isScalar(wanted) && (textOf(wanted) ?? '') !== '';

const comparison = (holds: (found: number, bound: number) => boolean): Operator => ({
	read: (wanted) => {
		const bound = toNumber(wanted);
		if (bound === undefined || !Number.isFinite(bound)) return failure(NOT_NUMBER);
		return success({
			test: (value) => {
				const found = toNumber(value);
				return found !== undefined && holds(found, bound);
			},
		});
	},
});

/** Name of an operator, as it is written in conditions. */
export type OperatorName =
	| 'atLeast'
	| 'atMost'
	| 'contains'
	| 'equals'
	| 'exists'
	| 'greaterThan'
	| 'lessThan'
	| 'oneOf'
	| 'startsWith';

/** The operators of conditions. */
export const operators: Readonly<Record<OperatorName, Operator>> = {
	equals: {
		read: (wanted) =>
			isScalar(wanted) ? success({ test: createEquals([wanted]) }) : failure(NOT_SCALAR),
	},
	oneOf: {
		read: (wanted) => {
			if (!Array.isArray(wanted) || wanted.length === 0 || wanted.length > MAX_VALUES) {
				return failure(NOT_LIST);
			}
			return wanted.every(isScalar)
				? success({ test: createEquals(wanted) })
				: failure('must be a list in which each value is text, a number, true, false or null.');
		},
	},
	startsWith: {
		read: (wanted) =>
			wantsText(wanted)
				? success({ test: (found) => textOf(found)?.startsWith(String(wanted)) ?? false })
				: failure(NOT_TEXT),
	},
	/** A text that holds it, or a list of which it is an element. */
	contains: {
		read: (wanted) => {
			if (!wantsText(wanted)) return failure(NOT_TEXT);
			const isElement = createEquals([wanted]);
			return success({
				test: (found) =>
					Array.isArray(found)
						? found.some(isElement)
						: (textOf(found)?.includes(String(wanted)) ?? false),
			});
		},
	},
	/** `null` is how many senders write that there is nothing. */
	exists: {
		read: (wanted) =>
			typeof wanted === 'boolean'
				? success({ test: (found) => found !== null, isNegated: !wanted })
				: failure(NOT_FLAG),
	},
	greaterThan: comparison((found, bound) => found > bound),
	lessThan: comparison((found, bound) => found < bound),
	atLeast: comparison((found, bound) => found >= bound),
	atMost: comparison((found, bound) => found <= bound),
};

/** The names of all operators. */
export const operatorNames = Object.keys(operators) as OperatorName[];

/** Whether a text is the name of an operator. */
export const isOperatorName = (name: string): name is OperatorName =>
	Object.hasOwn(operators, name);
