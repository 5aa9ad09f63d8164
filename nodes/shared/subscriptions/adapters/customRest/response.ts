import { unexpectedResponse } from '../../api/responses';
import type { ApiError } from '../../api/error';
import { isSameUrl } from '../../compare';
import type { ApiRequest, ApiResponse } from '../../api/client';
import { valueAt } from './responsePath';
import type { ResponsePath } from './responsePath';
import type { ListSettings } from './settings';
import { MAX_ID_LENGTH, MAX_SECRET_LENGTH } from '../../bounds';

// Dots alone would lead to another path of the API, and halves of characters cannot be encoded.
const UNUSABLE = /^\.{0,2}$|\p{Surrogate}/u;

const isText = (value: unknown, maxLength: number): value is string =>
	typeof value === 'string' &&
	value.length <= maxLength &&
	value.trim() !== '' &&
	!UNUSABLE.test(value);

/** Whether a value can be a secret. */
export const isSecret = (value: unknown): value is string => isText(value, MAX_SECRET_LENGTH);

/** The id that a value is. */
export const idOf = (value: unknown): string | undefined => {
	const text = Number.isSafeInteger(value) ? String(value) : value;
	return isText(text, MAX_ID_LENGTH) ? text : undefined;
};

/** The error for an answer without what it has to hold, or with what nothing can be made of. */
export function missing(request: ApiRequest, response: ApiResponse, path: ResponsePath): ApiError {
	const value = valueAt(response.body, path);
	const isThere = typeof value === 'string' && value.length > MAX_ID_LENGTH;
	const name = path.join('.');
	const reason = isThere
		? `the field '${name}' of the answer is too long`
		: `the field '${name}' of the answer is missing or empty`;
	return unexpectedResponse(request, response, reason);
}

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
		throw unexpectedResponse(request, response, `${what} is not a list`);
	}
	return list.flatMap((entry) => {
		const entryUrl = valueAt(entry, urlPath);
		const isSame = typeof entryUrl === 'string' && isSameUrl(entryUrl, url);
		return isSame ? [{ id: idPath && idOf(valueAt(entry, idPath)), url: entryUrl }] : [];
	});
}
