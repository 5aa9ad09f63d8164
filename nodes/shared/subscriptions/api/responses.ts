import { fieldOf } from '../../json';
import type { z } from 'zod';
import { parseRetryAfterMs } from '../../http/retryAfter';
import { ApiError } from './error';
import type { ApiFailure } from './error';
import { safeText } from '../../text/safeText';
import type { ApiRequest, ApiResponse } from './client';

/** Method and path of a call, as errors name it: without host, query, and what may be a secret. */
export function describeCall({ method, url }: Pick<ApiRequest, 'method' | 'url'>): string {
	const path = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
	return `${method} ${safeText(path) || '/'}`;
}

const KIND_OF_STATUS: Readonly<Record<number, ApiFailure>> = {
	401: 'unauthorized',
	403: 'forbidden',
	404: 'notFound',
	405: 'notOffered',
	408: 'serverError',
	409: 'conflict',
	410: 'notFound',
	429: 'rateLimited',
	501: 'notOffered',
};

function kindOfStatus(statusCode: number): ApiFailure {
	const known = KIND_OF_STATUS[statusCode];
	if (known) return known;
	if (statusCode >= 500) return 'serverError';
	if (statusCode >= 400) return 'invalid';
	return statusCode >= 300 ? 'redirected' : 'badResponse';
}

const textsOf = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(textsOf);
	return textsOf(fieldOf(value, 'message') ?? []);
};

/** What the usual fields of a refusal say, each text once. */
function reasonIn(body: unknown): string {
	// A page for people, which some proxies answer, says nothing in so few characters.
	if (typeof body === 'string') return body.includes('<') ? '' : body;
	const texts = ['message', 'detail', 'error', 'errors'].flatMap((name) =>
		textsOf(fieldOf(body, name)),
	);
	return [...new Set(texts.map((text) => text.trim().replace(/\.$/, '')).filter(Boolean))].join(
		': ',
	);
}

/** Seconds until the service wants to be asked again; `undefined` when it does not say. */
function waitSeconds(headers: ApiResponse['headers'], nowMs: number): number | undefined {
	const retryAfterMs = parseRetryAfterMs(headers['retry-after'], nowMs);
	if (retryAfterMs !== undefined) return Math.ceil(retryAfterMs / 1000);
	const resetAt = headers['x-ratelimit-reset'] ?? '';
	if (headers['x-ratelimit-remaining'] !== '0' || !/^\d{1,12}$/.test(resetAt)) return undefined;
	return Math.max(0, Math.ceil(Number(resetAt) - nowMs / 1000));
}

/**
 * The error for an answer that is no success. A 403 counts as too many requests where the service
 * says when to come back, or speaks of a rate limit: GitHub answers so.
 *
 * @param confidential texts that are hidden where the service repeats them
 */
export function failureOf(
	request: Pick<ApiRequest, 'method' | 'url'>,
	{ statusCode, headers, body }: ApiResponse,
	nowMs: number,
	confidential: readonly string[] = [],
): ApiError {
	const reason = safeText(reasonIn(body), confidential);
	const retryAfterSeconds = waitSeconds(headers, nowMs);
	const isLimited =
		statusCode === 403 && (retryAfterSeconds !== undefined || /\brate limit/i.test(reason));
	return new ApiError({
		kind: isLimited ? 'rateLimited' : kindOfStatus(statusCode),
		call: describeCall(request),
		statusCode,
		...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
		...(reason !== '' && { reason }),
	});
}

/** The error for a success that is not of the documented form. */
export function unexpectedResponse(
	request: Pick<ApiRequest, 'method' | 'url'>,
	{ statusCode }: Pick<ApiResponse, 'statusCode'>,
	reason: string,
): ApiError {
	return new ApiError({
		kind: 'badResponse',
		call: describeCall(request),
		statusCode,
		reason: safeText(reason),
	});
}

/**
 * Reads an answer.
 *
 * @throws ApiError of kind `badResponse`, which names the first field that is not as it should be
 */
export function readResponse<Output>(
	request: ApiRequest,
	response: ApiResponse,
	schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
): Output {
	const parsed = schema.safeParse(response.body);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const path = issue?.path.join('.');
	const what = path ? `the field '${path}' of the answer` : 'the answer';
	throw unexpectedResponse(request, response, `${what}: ${issue?.message ?? 'unreadable'}`);
}
