import { badAnswer } from '../../answers';
import type { ApiError } from '../../apiError';
import { isSameUrl } from '../../compare';
import type { ApiRequest, ApiResponse } from '../../types';
import { valueAt } from './responsePath';
import type { ResponsePath } from './responsePath';
import type { ListSettings } from './settings';

// Dots alone would lead to another path of the API, and halves of characters cannot be encoded.
const UNUSABLE = /^\.{0,2}$|\p{Surrogate}/u;

/** Whether a value can be an id or a secret, which may become part of a URL. */
export const isText = (value: unknown): value is string =>
	typeof value === 'string' && !UNUSABLE.test(value);

/** The id that a value is. */
export const idOf = (value: unknown): string | undefined => {
	const text = Number.isSafeInteger(value) ? String(value) : value;
	return isText(text) ? text : undefined;
};

/** The error for an answer without what it has to hold. */
export const missing = (request: ApiRequest, response: ApiResponse, path: ResponsePath): ApiError =>
	badAnswer(request, response, `the field '${path.join('.')}' of the answer is missing or empty`);

/** A webhook in a list; without an id where the settings name none. */
export interface ListEntry {
	readonly id: string | undefined;
	readonly url: string;
}

/** The webhooks in a list that lead to a URL. */
export function entriesFor(
	request: ApiRequest,
	response: ApiResponse,
	{ path, urlPath, idPath }: ListSettings,
	url: string,
): readonly ListEntry[] {
	const list = valueAt(response.body, path);
	if (!Array.isArray(list)) {
		const what = path.length > 0 ? `the field '${path.join('.')}' of the answer` : 'the answer';
		throw badAnswer(request, response, `${what} is not a list`);
	}
	return list.flatMap((entry) => {
		const entryUrl = valueAt(entry, urlPath);
		const isSame = typeof entryUrl === 'string' && isSameUrl(entryUrl, url);
		return isSame ? [{ id: idPath && idOf(valueAt(entry, idPath)), url: entryUrl }] : [];
	});
}
