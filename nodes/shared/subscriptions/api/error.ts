import { foreignText } from '../../text/foreignText';

/**
 * Why a call of a service's API failed, as a closed list.
 *
 * - `unauthorized` (401), `forbidden` (403), `notFound` (404, 410), `notOffered` (405, 501),
 *   `conflict` (409), `invalid` (other 4xx), `rateLimited` (429, or 403 with a time to wait),
 *   `serverError` (other 5xx, 408), `redirected` (3xx).
 * - `network`: there was no answer, so whether the call took effect is unknown.
 * - `badResponse`: the answer was a success, but not of the documented form.
 */
export type ApiFailure =
	| 'badResponse'
	| 'conflict'
	| 'forbidden'
	| 'invalid'
	| 'network'
	| 'notFound'
	| 'notOffered'
	| 'rateLimited'
	| 'redirected'
	| 'serverError'
	| 'unauthorized';

/** What is known about a failed call. */
export interface ApiFailureFacts {
	readonly kind: ApiFailure;
	/** Method and path, without query. */
	readonly call: string;
	readonly statusCode?: number;
	/** After how many seconds the service wants to be asked again. */
	readonly retryAfterSeconds?: number;
	/** What the service or the network says about it, at most 300 characters. */
	readonly reason?: string;
}

const WHAT_HAPPENED: Readonly<Record<ApiFailure, string>> = {
	badResponse: 'answered in an undocumented form',
	conflict: 'refused because something like it exists already',
	forbidden: 'refused: the credential does not have the permission',
	invalid: 'refused the request',
	network: 'could not be reached',
	notFound: 'does not have what was asked for',
	notOffered: 'does not offer this call',
	rateLimited: 'refused because of too many requests',
	redirected: 'answered with a redirect, which is not followed',
	serverError: 'failed',
	unauthorized: 'did not accept the credential',
};

/** A call of a service's API that failed. The message names call, status and reason, no secret. */
export class ApiError extends Error {
	readonly facts: ApiFailureFacts;

	/** @param facts their texts are made fit for messages */
	constructor(facts: ApiFailureFacts) {
		const { kind, statusCode, retryAfterSeconds } = facts;
		const call = foreignText(facts.call);
		const reason = facts.reason && foreignText(facts.reason);
		const status = statusCode === undefined ? '' : `, status ${statusCode}`;
		const wait = retryAfterSeconds === undefined ? '' : `, try again in ${retryAfterSeconds} s`;
		const said = reason ? `: ${reason.replace(/\.$/, '')}` : '';
		super(`The service ${WHAT_HAPPENED[kind]} (${call}${status}${wait})${said}.`);
		this.name = 'ApiError';
		this.facts = { ...facts, call, ...(reason !== undefined && { reason }) };
	}

	/** Whether the call may have taken effect although it failed. */
	get isAmbiguous(): boolean {
		return ['badResponse', 'network', 'serverError'].includes(this.facts.kind);
	}
}

/** Whether an error is a failed call of one of these kinds. */
export const isApiFailure = (error: unknown, ...kinds: readonly ApiFailure[]): error is ApiError =>
	error instanceof ApiError && kinds.includes(error.facts.kind);
