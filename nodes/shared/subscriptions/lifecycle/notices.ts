import { ApiError } from '../api/error';
import { placeName } from '../subscriptionError';
import type { KnownHook, SubscriptionAdapter } from '../adapter';
import type { UncheckedPlace } from '../stored';

const NEXT_TRY = 'The node tries again the next time you publish or unpublish the workflow.';

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
	`${nameOf(hook)} stays, because the service's API cannot remove webhooks. To remove it yourself, look at ${placeName(adapter, hook.target)}.`;

/** The trigger's own webhook stays, since the API removes none, and will be used again. */
export const keptForReuse = (adapter: SubscriptionAdapter, hook: KnownHook): string =>
	`${removalNotOffered(adapter, hook)} If you keep it, the trigger uses it again when you publish the workflow.`;

/** A webhook at an earlier target was not found, which may have two reasons. */
export const goneAtEarlierTarget = (adapter: SubscriptionAdapter, hook: KnownHook): string =>
	`${nameOf(hook)} is no longer where this node created it. If the credential has lost its access there, the webhook may still exist: look at ${placeName(adapter, hook.target)}.`;

/** A webhook belongs to a service that the trigger uses no more. */
export const madeAtOtherService = (hook: KnownHook): string =>
	`${nameOf(hook)} was created at a different service than this node uses now, and could not be removed. Remove it there.`;

/** Webhooks may be left over that nobody knows of. */
export const failedLook = (
	adapter: SubscriptionAdapter,
	{ url, target }: UncheckedPlace,
	error: unknown,
): string =>
	`Webhooks that lead to ${url} may be left over, because the search for them failed. ${reasonOf(error)} ${NEXT_TRY} To look yourself, see ${placeName(adapter, target)}.`;
