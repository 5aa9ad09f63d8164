import type { ApiCredentialDefinition } from '../../services/credentials';
import type { ApiClient, ApiRequest, ApiResponse } from '../../subscriptions/api/client';
import { ApiError, isApiFailure } from '../../subscriptions/api/error';
import { describeCall } from '../../subscriptions/api/responses';
import { createRuntime } from '../http/runtime';
import { operationError } from '../messages/nodeErrors';
import { readApiAccess } from './access';
import { callApi } from './call';
import type { ApiCaller, ApiContext } from './call';

/** Time that several calls and the waits between them have together. */
export interface TimeBudget {
	/** Nothing or less when it is used up. */
	readonly leftMs: () => number;
}

/**
 * Address of an API, and what has a default: no confidential texts, 10 s for a call, no bound for all
 * of them together, and the real time.
 */
export type ApiClientSettings = Pick<ApiCaller, 'baseUrl'> &
	Partial<Pick<ApiCaller, 'confidential' | 'runtime' | 'timeoutMs'>> & {
		readonly budget?: TimeBudget | undefined;
	};

const TIMEOUT_MS = 10_000;
// A longer wait would hold an execution, or the person who publishes a workflow.
const MAX_WAIT_SECONDS = 30;

/**
 * The least time, in milliseconds, that is worth a call. A call that was given up when the time was
 * over may have ended a little early, as timers do: what is left then lets a request go out, but
 * nothing come back.
 */
export const SHORTEST_CALL_MS = 20;

const UNBOUNDED: TimeBudget = { leftMs: () => Infinity };

/** How long to wait before a second try; `undefined` when there is to be none. */
function waitSecondsOf(answer: ApiResponse | ApiError, budget: TimeBudget): number | undefined {
	if (!isApiFailure(answer, 'rateLimited')) return undefined;
	const { retryAfterSeconds = Infinity } = answer.facts;
	const longest = Math.min(MAX_WAIT_SECONDS, (budget.leftMs() - SHORTEST_CALL_MS) / 1000);
	return retryAfterSeconds <= longest ? retryAfterSeconds : undefined;
}

/** Makes one call in the time that is left; none when there is none. */
async function callWithin(
	caller: ApiCaller,
	request: ApiRequest,
	budget: TimeBudget,
): Promise<ApiResponse | ApiError> {
	const leftMs = budget.leftMs();
	if (leftMs >= SHORTEST_CALL_MS) {
		// In whole milliseconds, as timers count.
		const timeoutMs = Math.floor(Math.min(caller.timeoutMs, leftMs));
		return await callApi({ ...caller, timeoutMs }, request);
	}
	const reason = 'earlier calls used up all the time allowed';
	return new ApiError({ kind: 'network', call: describeCall(request), reason });
}

/**
 * Calls an API with a credential of the node, by way of n8n's own HTTP helper, so that its proxy
 * settings and its protection against requests to private addresses apply. Redirects are not
 * followed: they would carry the key along.
 *
 * A call that was refused because of too many requests is made once more after the wait that the
 * service asks for, where that is 30 s at most and within the budget. Nothing else is tried again, since it might take
 * effect twice.
 */
export function createApiClient(
	context: ApiContext,
	credentialType: string,
	settings: ApiClientSettings,
): ApiClient {
	const cancelSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const { runtime = createRuntime(cancelSignal), timeoutMs = TIMEOUT_MS } = settings;
	const { baseUrl, confidential = [], budget = UNBOUNDED } = settings;
	const caller = { context, credentialType, baseUrl, confidential, timeoutMs, runtime };

	return async (request) => {
		let answer = await callWithin(caller, request, budget);
		const waitSeconds = waitSecondsOf(answer, budget);
		if (waitSeconds !== undefined) {
			await runtime.sleep(waitSeconds * 1000);
			if (!runtime.isCancelled()) answer = await callWithin(caller, request, budget);
		}
		if (answer instanceof ApiError) throw answer;
		return answer;
	};
}

/**
 * Reads the node's credential and gives the client of its API.
 *
 * @throws NodeOperationError when key or base URL cannot be used
 */
export async function openApiClient(
	context: ApiContext,
	definition: ApiCredentialDefinition,
	budget?: TimeBudget,
): Promise<ApiClient> {
	const credential = await context.getCredentials(definition.type);
	const choice = readApiAccess(credential, definition);
	if (!choice.ok) throw operationError(context.getNode(), choice.problem);
	return createApiClient(context, definition.type, { ...choice.value, budget });
}
