import { randomUUID } from 'crypto';
import { z } from 'zod';
import type { ApiClient, ApiRequest } from '../../api/client';
import { ask } from './ask';
import { boundedId, boundedNames, boundedText } from '../../bounds';

// The calls are those of Lua's own command line (npm lua-cli 3.37.0), the answers what it reads.

const time = z.union([boundedText, z.number()]).nullish();

const webhookSchema = z.object({
	id: boundedId,
	name: boundedText,
	description: boundedText.nullish(),
	public: z.boolean().nullish(),
	// Lua's own client takes only `false` for deactivated, and no list for an empty one.
	active: z
		.boolean()
		.nullish()
		.transform((active) => active !== false),
	eventSubscriptions: boundedNames.nullish().transform((events) => events ?? []),
	activeVersionId: boundedId.nullish(),
	createdAt: time,
	updatedAt: time,
});

const webhookList = z.object({ webhooks: z.array(webhookSchema) });
const activation = (asked: boolean) =>
	z.object({ active: z.boolean().default(asked), message: boundedText.optional() });
const deletion = z.object({
	deleted: z.boolean(),
	deactivated: z.boolean().optional(),
	message: boundedText.optional(),
});

/** A Lua webhook: what its API documents of it, and so nothing secret. */
export type LuaWebhook = Readonly<z.output<typeof webhookSchema>>;

/** Whether a webhook is active now, and what Lua says about it. */
export type LuaActivation = Readonly<z.output<ReturnType<typeof activation>>>;

/** What happened to a webhook that was to be deleted. */
export type LuaDeletion = Readonly<z.output<typeof deletion>>;

const pathOf = (...segments: readonly string[]): string =>
	`/developer/webhooks/${segments.map(encodeURIComponent).join('/')}`;

/** Every webhook of an agent. Lua has no call for a single one. */
export async function listWebhooks(client: ApiClient, agentId: string): Promise<LuaWebhook[]> {
	const { webhooks } = await ask(client, { method: 'GET', url: pathOf(agentId) }, webhookList);
	return webhooks;
}

/** Replaces the whole list of events that a webhook is subscribed to. */
export async function setEventSubscriptions(
	client: ApiClient,
	agentId: string,
	webhookId: string,
	eventSubscriptions: readonly string[],
): Promise<void> {
	const url = pathOf(agentId, webhookId);
	await ask(client, { method: 'PATCH', url, body: { json: { eventSubscriptions } } }, z.unknown());
}

/** Activates or deactivates a webhook. Repeating the same request does nothing more. */
export async function setActive(
	client: ApiClient,
	agentId: string,
	webhookId: string,
	isActive: boolean,
): Promise<LuaActivation> {
	const request: ApiRequest = {
		method: 'POST',
		url: pathOf(agentId, webhookId, isActive ? 'activate' : 'deactivate'),
		headers: { 'X-Idempotency-Key': randomUUID() },
		body: { json: {} },
	};
	return await ask(client, request, activation(isActive));
}

/** Deletes a webhook. One that has versions is only deactivated, and the answer says so. */
export async function deleteWebhook(
	client: ApiClient,
	agentId: string,
	webhookId: string,
): Promise<LuaDeletion> {
	return await ask(client, { method: 'DELETE', url: pathOf(agentId, webhookId) }, deletion);
}
