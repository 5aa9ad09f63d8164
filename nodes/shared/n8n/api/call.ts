import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { classifyNetworkError, describeNetworkError } from '../../http/networkError';
import type { Runtime } from '../../http/runtime';
import type { ApiRequest, ApiResponse } from '../../subscriptions/api/client';
import { ApiError } from '../../subscriptions/api/error';
import { parseExactJson } from '../../subscriptions/api/exactJson';
import { describeCall, failureOf, unexpectedResponse } from '../../subscriptions/api/responses';
import { throwWhenAborted } from '../http/privateAddress';
import { flattenHeaders, readBounded } from '../http/streamedResponse';
import type { StreamedResponse } from '../http/streamedResponse';

/** Where n8n lends its HTTP helper: running, activating, filling lists, and taking requests. */
export type ApiContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** By what a call is made. */
export interface ApiCaller {
	readonly context: ApiContext;
	readonly credentialType: string;
	/** Address of the API, without a slash at its end. */
	readonly baseUrl: string;
	/** Texts that are hidden where the service repeats them. */
	readonly confidential: readonly string[];
	/** Time for one call, from connecting to the end of the answer. */
	readonly timeoutMs: number;
	readonly runtime: Pick<Runtime, 'isCancelled' | 'nowMs' | 'sleep'>;
}

// A delivery that GitHub lists holds a payload of up to 25 MB.
const MAX_ANSWER_MIB = 32;

const bytesOf = (body: NonNullable<ApiRequest['body']>): Buffer =>
	Buffer.from(
		'json' in body
			? JSON.stringify(body.json)
			: new URLSearchParams(
					body.form.map(([name, value]): [string, string] => [name, value]),
				).toString(),
	);

// Bytes, since n8n's helper leaves out an empty object and rewrites texts; the character set
// keeps it from taking forms apart.
function encodeBody({ body }: ApiRequest): Pick<IHttpRequestOptions, 'body' | 'headers'> {
	if (!body) return {};
	const contentType =
		'json' in body ? 'application/json' : 'application/x-www-form-urlencoded; charset=utf-8';
	return { body: bytesOf(body), headers: { 'Content-Type': contentType } };
}

/** The whole URL of a call; `undefined` when it leads away from where the key may go. */
function targetOf({ url, query = {} }: ApiRequest, baseUrl: string): string | undefined {
	const whole = /^https?:\/\//i.test(url) ? url : baseUrl + url;
	if (!URL.canParse(whole)) return undefined;
	const target = new URL(whole);
	if (target.origin !== new URL(baseUrl).origin) return undefined;
	for (const [name, value] of Object.entries(query)) target.searchParams.append(name, value);
	return target.href;
}

function parseBody(bytes: Buffer): unknown {
	const text = bytes.toString('utf8');
	if (text.trim() === '') return undefined;
	try {
		return parseExactJson(text);
	} catch {
		return text;
	}
}

/** Sends one request and reads its answer. Throws whatever n8n or the network throws. */
async function exchange(
	{ context, credentialType, timeoutMs }: ApiCaller,
	request: IHttpRequestOptions,
	deadline: AbortSignal,
): Promise<ApiResponse & { readonly isTooLong: boolean }> {
	const options: IHttpRequestOptions = {
		...request,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: timeoutMs,
		abortSignal: deadline,
	};
	const { helpers } = context;
	// In a running node n8n puts a signal of its own in place of ours, and its time limit covers
	// silence only: headers may come byte by byte.
	const pending = helpers.httpRequestWithAuthentication.call(
		context,
		credentialType,
		options,
	) as Promise<StreamedResponse>;
	// One that comes too late is hung up on.
	void pending.then(
		({ body }) => deadline.aborted && body.destroy?.(),
		() => undefined,
	);
	const response = await Promise.race([pending, throwWhenAborted(deadline)]);
	const { statusCode, headers, body } = response;
	deadline.addEventListener('abort', () => body.destroy?.(), { once: true });
	const bytes = await readBounded(body, MAX_ANSWER_MIB * 1024 * 1024);
	return {
		statusCode,
		headers: flattenHeaders(headers),
		body: bytes && parseBody(bytes),
		isTooLong: bytes === undefined,
	};
}

/** Makes one call, once. Every failure is returned, never thrown. */
export async function callApi(
	caller: ApiCaller,
	request: ApiRequest,
): Promise<ApiResponse | ApiError> {
	const { baseUrl, confidential, timeoutMs, runtime } = caller;
	const call = describeCall(request);
	const url = targetOf(request, baseUrl);
	if (url === undefined) {
		const reason = 'the call leads to another host than the base URL, where the key must not go';
		return new ApiError({ kind: 'invalid', call, reason });
	}
	const { headers, ...body } = encodeBody(request);
	const deadline = AbortSignal.timeout(timeoutMs);
	try {
		const { isTooLong, ...answer } = await exchange(
			caller,
			{
				method: request.method,
				url,
				headers: { Accept: 'application/json', ...headers, ...request.headers },
				...body,
			},
			deadline,
		);
		const isSuccess = answer.statusCode >= 200 && answer.statusCode < 300;
		if (!isSuccess) return failureOf(request, answer, runtime.nowMs(), confidential);
		if (!isTooLong) return answer;
		return unexpectedResponse(request, answer, `it is longer than ${MAX_ANSWER_MIB} MiB`);
	} catch (error) {
		const ended = runtime.isCancelled() ? 'cancelled' : deadline.aborted && 'timeout';
		// The kind alone: the error itself holds the request, and with it the key.
		const reason = describeNetworkError(ended || classifyNetworkError(error).kind);
		return new ApiError({ kind: 'network', call, reason });
	}
}
