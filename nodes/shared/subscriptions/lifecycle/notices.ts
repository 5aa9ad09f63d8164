import { ApiError } from '../api/error';
import { placeName } from '../subscriptionError';
import type { KnownHook, SubscriptionAdapter } from '../adapter';
import type { UncheckedPlace } from '../stored';

const NEXT_TRY = 'It is tried again when the workflow is published or unpublished the next time.';

/** Errors of calls say nothing that is secret; what others say is not passed on. */
const reasonOf = (error: unknown): string =>
	error instanceof ApiError ? error.message : 'An unexpected error occurred.';

const nameOf = ({ id, url }: KnownHook): string => `The webhook ${id}, which leads to ${url},`;

/** A webhook is still there, and what happens next. */
export const failedRemoval = (
	adapter: SubscriptionAdapter,
	hook: KnownHook,
	error: unknown,
): string =>
	`${nameOf(hook)} could not be removed. ${reasonOf(error)} ${NEXT_TRY} To remove it yourself, look at ${placeName(adapter, hook.target)}.`;

/** A webhook stays, since the API removes none. */
export const removalNotOffered = (adapter: SubscriptionAdapter, hook: KnownHook): string =>
	`${nameOf(hook)} stays, since the service's API removes no webhooks. To remove it yourself, look at ${placeName(adapter, hook.target)}.`;

/** The trigger's own webhook stays, since the API removes none, and will be used again. */
export const keptForReuse = (adapter: SubscriptionAdapter, hook: KnownHook): string =>
	`${removalNotOffered(adapter, hook)} If you leave it, it is used again when the workflow is published.`;

/** A webhook at an earlier target was not found, which may have two reasons. */
export const goneAtEarlierTarget = (adapter: SubscriptionAdapter, hook: KnownHook): string =>
	`${nameOf(hook)} was not found any more where this node made it earlier. If the credential has lost its access there, the webhook may still exist: look at ${placeName(adapter, hook.target)}.`;

/** A webhook belongs to a service that the trigger uses no more. */
export const madeAtOtherService = (hook: KnownHook): string =>
	`${nameOf(hook)} was made at another service than the one that this node uses now, and could not be removed. Remove it there.`;

/** Webhooks may be left over that nobody knows of. */
export const failedLook = (
	adapter: SubscriptionAdapter,
	{ url, target }: UncheckedPlace,
	error: unknown,
): string =>
	`Webhooks that lead to ${url} may be left over, since looking for them failed. ${reasonOf(error)} ${NEXT_TRY} To look yourself, see ${placeName(adapter, target)}.`;
