import { z } from 'zod';
import { describeCall } from '../../api/responses';
import { ApiError, isApiFailure } from '../../api/error';
import { SubscriptionError } from '../../subscriptionError';
import type { ApiClient } from '../../api/client';
import type {
	CreatedHook,
	KnownHook,
	Removal,
	RemoteHook,
	SubscriptionAdapter,
	WantedSubscription,
} from '../../adapter';
import { changeSubscriptions, findWebhook, without } from './subscriptions';
import type { LuaWebhook } from './webhooks';

/** The webhook that gets the events. It is made and deployed with Lua's own tools, not by us. */
export interface LuaTarget {
	readonly agentId: string;
	/** Id or name. */
	readonly webhookId: string;
}

const details = z.object({ added: z.array(z.string()) });

/** The events that we added. Without a memory of it, we added none. */
const addedTo = (known: KnownHook): readonly string[] =>
	details.safeParse(known.details).data?.added ?? [];

const targetOf = ({ id, target: { agentId = '' } }: KnownHook): LuaTarget => ({
	agentId,
	webhookId: id,
});

/** @throws SubscriptionError when the webhook would get no events */
async function findActive(client: ApiClient, { agentId, webhookId }: LuaTarget) {
	const webhook = await findWebhook(client, agentId, webhookId);
	if (!webhook) {
		const call = describeCall({ method: 'GET', url: `/developer/webhooks/${agentId}` });
		const reason = `the agent has no webhook '${webhookId}'`;
		throw new ApiError({ kind: 'notFound', call, reason });
	}
	if (webhook.active) return webhook;
	throw new SubscriptionError(
		`The Lua webhook '${webhook.name}' is deactivated, so it gets no events.`,
		`Activate it with the node Lua, or with: lua webhooks activate --webhook-name ${webhook.name}. Then publish the workflow again.`,
	);
}

/** What to do about a refusal that does not mean what its status says. */
export function luaAdviceFor({ facts }: ApiError): string | undefined {
	// Lua refuses strangers to an agent with the status of a wrong key.
	const isStranger = facts.kind === 'unauthorized' && /not an admin/i.test(facts.reason ?? '');
	return isStranger
		? "Choose another agent in the field 'Agent', or use the API key of one of its admins."
		: undefined;
}

/** Stands in for what Lua does not have any more; every other error stays one. */
const whenGone =
	<Value>(value: Value) =>
	(error: unknown): Value => {
		if (isApiFailure(error, 'notFound')) return value;
		throw error;
	};

/** Looks for a webhook that may be gone, or whose agent is. */
const findRemembered = async (
	client: ApiClient,
	{ agentId, webhookId }: LuaTarget,
): Promise<LuaWebhook | undefined> =>
	await findWebhook(client, agentId, webhookId).catch(whenGone(undefined));

/**
 * Subscribes an existing Lua webhook to platform events. The webhook's code forwards them to the
 * trigger, so Lua knows neither its URL nor its secret.
 *
 * An event counts as added only where it was not there before, and only such events are ever
 * removed. The API replaces whole lists: what somebody else changes between our reading and our
 * writing, a fraction of a second, is lost.
 *
 * @param allEvents what an empty list of wanted events stands for
 */
export function createLuaAdapter(
	client: ApiClient,
	target: LuaTarget,
	allEvents: readonly string[],
): SubscriptionAdapter {
	const orAll = (events: readonly string[]) => (events.length > 0 ? events : allEvents);

	async function subscribe(
		where: LuaTarget,
		{ events }: WantedSubscription,
		addedBefore: readonly string[],
	): Promise<CreatedHook> {
		const webhook = await findActive(client, where);
		const wanted = orAll(events);
		const missing = without(wanted, webhook.eventSubscriptions);
		const unwanted = without(addedBefore, wanted);
		const change = { add: missing, remove: unwanted };
		await changeSubscriptions(client, where.agentId, webhook, change);
		const stillOurs = without(without(addedBefore, unwanted), missing);
		return { id: webhook.id, details: { added: [...stillOurs, ...missing] } };
	}

	/** A webhook with none of our events is none of ours: they have to be added again. */
	async function read(known: KnownHook): Promise<RemoteHook | undefined> {
		const webhook = await findRemembered(client, targetOf(known));
		const wanted = orAll(known.events);
		const present = wanted.filter((event) => webhook?.eventSubscriptions.includes(event));
		if (!webhook || present.length === 0) return undefined;
		const isWhole = present.length === wanted.length;
		return { id: webhook.id, events: isWhole ? known.events : present, isActive: webhook.active };
	}

	async function remove(known: KnownHook): Promise<Removal> {
		const { agentId, webhookId } = targetOf(known);
		const webhook = await findRemembered(client, { agentId, webhookId });
		if (!webhook) return 'gone';
		return await changeSubscriptions(client, agentId, webhook, { remove: addedTo(known) }).then(
			() => 'removed' as const,
			whenGone('gone' as const),
		);
	}

	return {
		target: { ...target },
		takesSecret: false,
		create: async (wanted) => await subscribe(target, wanted, []),
		read,
		update: async (known, wanted) => await subscribe(targetOf(known), wanted, addedTo(known)),
		remove,
		whereToLook: ({ agentId = '' }) =>
			`the webhooks of the agent ${agentId}, as the node Lua lists them`,
		adviceFor: luaAdviceFor,
	};
}
