import { ApiError } from '../../api/error';
import type { ApiClient } from '../../api/client';
import { listWebhooks, setEventSubscriptions } from './webhooks';
import type { LuaWebhook } from './webhooks';

/** How the list of a webhook's events is to change. */
export interface SubscriptionChange {
	readonly add?: readonly string[];
	readonly remove?: readonly string[];
}

/** The events that are in the first list only. */
export const without = (events: readonly string[], others: readonly string[]): string[] =>
	events.filter((event) => !others.includes(event));

/** The webhook with this id, or else with this name; `undefined` when the agent has none. */
export async function findWebhook(
	client: ApiClient,
	agentId: string,
	idOrName: string,
): Promise<LuaWebhook | undefined> {
	const webhooks = await listWebhooks(client, agentId);
	return (
		webhooks.find(({ id }) => id === idOrName) ?? webhooks.find(({ name }) => name === idOrName)
	);
}

const noWebhook = (): undefined => undefined;

/**
 * Changes the events of a webhook, and calls Lua only where that changes anything. The API replaces
 * the whole list: all other events stay as they were when the webhook was read.
 *
 * @returns the events from now on
 * @throws ApiError unless it is certain that the change took effect
 */
export async function changeSubscriptions(
	client: ApiClient,
	agentId: string,
	{ id, eventSubscriptions: current }: LuaWebhook,
	{ add = [], remove = [] }: SubscriptionChange,
): Promise<readonly string[]> {
	const missing = [...new Set(without(add, current))];
	const kept = without(current, remove);
	if (missing.length === 0 && kept.length === current.length) return current;
	const next = [...kept, ...missing];
	return await setEventSubscriptions(client, agentId, id, next).then(
		() => next,
		async (error: unknown) => {
			// It may have taken effect all the same, and what is not remembered is never removed again.
			const isAmbiguous = error instanceof ApiError && error.isAmbiguous;
			const webhook = isAmbiguous
				? await findWebhook(client, agentId, id).catch(noWebhook)
				: undefined;
			const now = webhook?.eventSubscriptions;
			if (now && without(add, now).length === 0 && without(remove, now).length === remove.length) {
				return now;
			}
			throw error;
		},
	);
}
