import { failure, success } from '../../result';
import type { Result } from '../../result';

/** HTTP statuses from `first` to `last`, both included. */
export interface StatusRange {
	readonly first: number;
	readonly last: number;
}

/** Ranges of statuses, or the sentence that says what to change. */
export type StatusesResult = Result<readonly StatusRange[]>;

/** The lowest status for which a rule makes sense: 1xx is no answer yet, and 2xx is success. */
export const LOWEST_STATUS = 300;

/** The highest status that three digits can hold; some receivers use numbers beyond 599. */
export const HIGHEST_STATUS = 999;

const SINGLE = /^\d{3}$/;
const RANGE = /^(\d{3})-(\d{3})$/;
const CLASS = /^(\d)xx$/i;

function parseRange(entry: string): StatusRange | undefined {
	if (SINGLE.test(entry)) return { first: Number(entry), last: Number(entry) };
	const [, first, last] = RANGE.exec(entry) ?? [];
	if (first !== undefined) return { first: Number(first), last: Number(last) };
	const [, hundreds] = CLASS.exec(entry) ?? [];
	if (hundreds === undefined) return undefined;
	return { first: Number(hundreds) * 100, last: Number(hundreds) * 100 + 99 };
}

function findProblem(label: string, entry: string, range?: StatusRange): string | undefined {
	if (range === undefined) {
		return `The option '${label}' holds '${entry}', which is neither a status nor a range. Write, for example, 400-404, 422 or 5xx.`;
	}
	if (range.first > range.last) {
		return `The option '${label}' holds '${entry}', which runs backwards. Write the smaller status first.`;
	}
	if (range.first < LOWEST_STATUS) {
		return `The option '${label}' holds '${entry}', but only ${LOWEST_STATUS} to ${HIGHEST_STATUS} can be listed. Remove it: 2xx always means delivered.`;
	}
	return undefined;
}

/**
 * Reads statuses, ranges and classes such as `400-404, 422, 5xx`, separated by commas, spaces or
 * line breaks. An empty text gives none.
 *
 * @param label how users know the option that holds the text
 */
export function parseStatuses(text: string, label: string): StatusesResult {
	const entries = text
		.replace(/\s*[-–]\s*/g, '-')
		.split(/[\s,]+/)
		.filter((entry) => entry !== '');
	const ranges: StatusRange[] = [];
	for (const entry of entries) {
		const range = parseRange(entry);
		const problem = findProblem(label, entry, range);
		if (problem !== undefined) return failure(problem);
		if (range) ranges.push(range);
	}
	return success(ranges);
}

/** Whether one of the ranges holds the status. */
export function includesStatus(ranges: readonly StatusRange[], statusCode: number): boolean {
	return ranges.some(({ first, last }) => statusCode >= first && statusCode <= last);
}
