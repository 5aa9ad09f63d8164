import { failure, success } from '../result';
import type { Result } from '../result';
import { isHeaderName, isHeaderValue, isLostHeader, isReservedHeader } from '../signing/headers';

/** Headers that can be sent along, or why not: the rest of a sentence that names their source. */
export type HeadersResult = Result<Readonly<Record<string, string>>>;

function findNameProblem(name: string): string | undefined {
	if (!isHeaderName(name)) {
		return `holds the name '${name}', which is not the name of an HTTP header. Use letters, digits and dashes.`;
	}
	if (isLostHeader(name)) {
		return `holds the name '${name}', which n8n's HTTP client does not send. Choose another name.`;
	}
	if (isReservedHeader(name)) {
		return `may not set '${name}': the node sets it itself. For the media type, use the option 'Content Type'.`;
	}
	return undefined;
}

function findValueProblem(value: unknown): string | undefined {
	if (!['string', 'number', 'boolean'].includes(typeof value)) {
		return 'holds a value that is not text. An expression in it may have found nothing.';
	}
	if (!isHeaderValue(String(value))) {
		return 'holds a value with a line break or another character that headers cannot carry.';
	}
	return undefined;
}

/**
 * Reads headers that a user wants to send along.
 *
 * @param pairs names and values; numbers and booleans are sent as text
 */
export function readHeaders(
	pairs: ReadonlyArray<readonly [name: unknown, value: unknown]>,
): HeadersResult {
	const headers = new Map<string, string>();
	const known = new Set<string>();
	for (const [name, value] of pairs) {
		if (typeof name !== 'string') return failure("needs text as 'Name'.");
		const problem = findNameProblem(name) ?? findValueProblem(value);
		if (problem !== undefined) return failure(problem);
		if (known.has(name.toLowerCase())) {
			return failure(`holds '${name}' twice. Keep one of the two.`);
		}
		known.add(name.toLowerCase());
		headers.set(name, String(value));
	}
	return success(Object.fromEntries(headers));
}

/** Both, and of those that are in both, however they are written, the second. */
export function mergeHeaders(
	first: Readonly<Record<string, string>>,
	second: Readonly<Record<string, string>>,
): Record<string, string> {
	const taken = new Set(Object.keys(second).map((name) => name.toLowerCase()));
	const kept = Object.entries(first).filter(([name]) => !taken.has(name.toLowerCase()));
	return { ...Object.fromEntries(kept), ...second };
}
