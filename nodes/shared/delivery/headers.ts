import { isHeaderName, isHeaderValue, isReservedHeader } from '../signing/headers';

/** Headers that can be sent along, or why not: the rest of a sentence that names their source. */
export type HeadersResult =
	| { readonly ok: true; readonly headers: Readonly<Record<string, string>> }
	| { readonly ok: false; readonly problem: string };

function findNameProblem(name: string): string | undefined {
	if (!isHeaderName(name)) {
		return `holds the name '${name}', which is not the name of an HTTP header. Use letters, digits and dashes.`;
	}
	if (isReservedHeader(name)) {
		return `may not set '${name}': the node sets it itself. For the media type, use the option 'Content Type'.`;
	}
	return undefined;
}

function findValueProblem(value: unknown): string | undefined {
	if (!['string', 'number', 'boolean'].includes(typeof value)) {
		return 'holds a value that is not a text. An expression in it may have found nothing.';
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
	const headers: Array<[string, string]> = [];
	for (const [name, value] of pairs) {
		if (typeof name !== 'string') return { ok: false, problem: "needs a text as 'Name'." };
		const problem = findNameProblem(name) ?? findValueProblem(value);
		if (problem !== undefined) return { ok: false, problem };
		headers.push([name, String(value)]);
	}
	return { ok: true, headers: Object.fromEntries(headers) };
}
