import { isPublicHost } from '../http/publicHost';
import { ApiError } from './api/error';
import type { ApiFailure } from './api/error';
import { safeText } from '../text/safeText';
import type { SubscriptionAdapter, SubscriptionTarget, WantedSubscription } from './adapter';

/** A trigger could not be subscribed. The message says why, and what to do about it. */
export class SubscriptionError extends Error {
	constructor(
		/** What happened: a sentence. */
		readonly problem: string,
		/** What to do: sentences. */
		readonly advice: string,
		/** What had to be said before it failed. */
		readonly notices: readonly string[] = [],
		/** The call that failed, if it was one. */
		override readonly cause?: ApiError,
	) {
		super(`${problem} ${advice}`);
		this.name = 'SubscriptionError';
	}
}

/** What to do about a failed call, where nothing more special is known. */
export const GENERAL_ADVICE: Readonly<Record<ApiFailure, string>> = {
	badResponse:
		'Check that the settings lead to the API of the service. If they do, its API has changed: register the webhook manually until this package supports it.',
	conflict:
		'A webhook for this URL exists that this trigger may not change. Remove it at the service, then publish the workflow again.',
	forbidden: 'Give the credential the permission to manage webhooks, or choose another credential.',
	invalid: 'Check the events and settings of this node against what the service allows.',
	network: 'Check that n8n can reach the service, then publish the workflow again.',
	notFound:
		'Check the settings of this node: the service does not have what they name, or the credential may not see it.',
	notOffered: 'Set Registration to Manual, and register the webhook at the service.',
	rateLimited: 'Wait, then publish the workflow again.',
	redirected:
		'What the settings refer to was moved or renamed: enter its new name or address in this node.',
	serverError: 'Publish the workflow again in a few minutes.',
	unauthorized: 'Check the key in the credential: it may be wrong, expired or revoked.',
};

/** What keeps services from using a webhook URL: a sentence, or `undefined` for a good URL. */
export function findWebhookUrlProblem(url: string): string | undefined {
	const parsed = URL.canParse(url) ? new URL(url) : undefined;
	const isLocal = parsed !== undefined && !isPublicHost(parsed.hostname);
	if (parsed?.protocol === 'https:' && !isLocal) return undefined;
	const what = isLocal ? 'can only be reached from inside your network' : 'is not HTTPS';
	return `The webhook URL ${url} ${what}, which many services refuse. Set N8N_WEBHOOK_URL, or in older versions of n8n WEBHOOK_URL, to its public HTTPS address.`;
}

function adviceFor(
	error: ApiError,
	adapter: SubscriptionAdapter,
	wanted: WantedSubscription,
): string {
	const { kind, retryAfterSeconds } = error.facts;
	const urlProblem = kind === 'invalid' ? findWebhookUrlProblem(wanted.url) : undefined;
	if (urlProblem !== undefined) return urlProblem;
	const special = adapter.adviceFor?.(error);
	if (special !== undefined) return special;
	return kind === 'rateLimited' && retryAfterSeconds !== undefined
		? `Wait ${retryAfterSeconds} s, then publish the workflow again.`
		: GENERAL_ADVICE[kind];
}

/** Where to look for the webhooks of a target, to go behind "look at". */
export const placeName = (adapter: SubscriptionAdapter, target: SubscriptionTarget): string =>
	adapter.whereToLook?.(target) ?? "the service's list of webhooks";

/** The error with advice for an error of a call; every other error as it is. */
export function explainError(
	error: unknown,
	adapter: SubscriptionAdapter,
	wanted: WantedSubscription,
	notices: readonly string[],
): unknown {
	if (!(error instanceof ApiError)) return error;
	const { reason } = error.facts;
	const cause = reason
		? new ApiError({ ...error.facts, reason: safeText(reason, [wanted.secret ?? '']) })
		: error;
	return new SubscriptionError(cause.message, adviceFor(cause, adapter, wanted), notices, cause);
}
