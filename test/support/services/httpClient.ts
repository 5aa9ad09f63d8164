import { failureOf } from '../../../nodes/shared/subscriptions/api/responses';
import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import { parseExactJson } from '../../../nodes/shared/subscriptions/api/exactJson';
import type { ApiClient, ApiRequest } from '../../../nodes/shared/subscriptions/api/client';

function bodyOf({ body }: ApiRequest): URLSearchParams | string | null {
	if (!body) return null;
	if ('json' in body) return JSON.stringify(body.json);
	return new URLSearchParams(body.form.map(([name, value]): [string, string] => [name, value]));
}

function parse(text: string): unknown {
	try {
		return parseExactJson(text);
	} catch {
		return text === '' ? undefined : text;
	}
}

/** Calls an API over real HTTP, without n8n. */
export function createHttpClient(baseUrl: string, key: string, timeoutMs = 2_000): ApiClient {
	return async (request) => {
		const { method, url, query = {}, headers, body } = request;
		const target = new URL(/^https?:/.test(url) ? url : baseUrl + url);
		Object.entries(query).forEach(([name, value]) => target.searchParams.append(name, value));
		const call = `${method} ${target.pathname}`;
		try {
			const response = await fetch(target, {
				method,
				headers: {
					...headers,
					...(body && 'json' in body && { 'Content-Type': 'application/json' }),
					Authorization: `Bearer ${key}`,
				},
				body: bodyOf(request),
				redirect: 'manual',
				signal: AbortSignal.timeout(timeoutMs),
			});
			const text = await response.text();
			const answer = {
				statusCode: response.status,
				headers: Object.fromEntries(response.headers),
				body: parse(text),
			};
			if (!response.ok) throw failureOf(request, answer, Date.now());
			return answer;
		} catch (error) {
			if (error instanceof ApiError) throw error;
			throw new ApiError({ kind: 'network', call, reason: 'no answer' });
		}
	};
}
