import type { IDataObject } from 'n8n-workflow';
import { luaEvents } from '../shared/events/lua';
import type { ParameterReader } from '../shared/n8n/parameters';
import { success } from '../shared/result';
import type { Result } from '../shared/result';
import {
	changeSubscriptions,
	findWebhook,
	without,
} from '../shared/subscriptions/adapters/lua/subscriptions';
import {
	deleteWebhook,
	listWebhooks,
	setActive,
} from '../shared/subscriptions/adapters/lua/webhooks';
import type { LuaWebhook } from '../shared/subscriptions/adapters/lua/webhooks';
import type { ApiClient } from '../shared/subscriptions/api/client';
import { FieldProblem } from './errors';
import { readAgent, readEvents, readWebhook } from './fields';
import type { WebhookChoice } from './fields';

/** What one item asks for, ready to be done: the JSON of the items that come out. */
export type Call = (client: ApiClient) => Promise<IDataObject[]>;

/** Reads and checks the fields of one operation. */
export type Operation = (parameter: ParameterReader) => Result<Call>;

async function requireWebhook(
	client: ApiClient,
	{ agentId, webhook }: WebhookChoice,
): Promise<LuaWebhook> {
	const found = await findWebhook(client, agentId, webhook);
	if (found) return found;
	throw new FieldProblem(
		`The field 'Webhook' holds '${webhook}', which the agent does not have. Choose one from its list.`,
	);
}

/** The id of the webhook, asked for only where the user gave a name. */
async function idOf(client: ApiClient, choice: WebhookChoice): Promise<string> {
	return choice.isName ? (await requireWebhook(client, choice)).id : choice.webhook;
}

type WebhookCall = (client: ApiClient, choice: WebhookChoice) => Promise<IDataObject[]>;

const onWebhook =
	(call: WebhookCall): Operation =>
	(parameter) => {
		const choice = readWebhook(parameter);
		if (!choice.ok) return choice;
		return success(async (client) => await call(client, choice.value));
	};

const onEvents =
	(callFor: (events: readonly string[]) => WebhookCall): Operation =>
	(parameter) => {
		const events = readEvents(parameter);
		return events.ok ? onWebhook(callFor(events.value))(parameter) : events;
	};

const switching = (isActive: boolean): Operation =>
	onWebhook(async (client, choice) => {
		const id = await idOf(client, choice);
		return [{ id, ...(await setActive(client, choice.agentId, id, isActive)) }];
	});

const subscribe = onEvents((events) => async (client, choice) => {
	const webhook = await requireWebhook(client, choice);
	const { id, name } = webhook;
	const added = without(events, webhook.eventSubscriptions);
	const now = await changeSubscriptions(client, choice.agentId, webhook, { add: added });
	return [{ id, name, eventSubscriptions: [...now], added }];
});

const unsubscribe = onEvents((events) => async (client, choice) => {
	const webhook = await requireWebhook(client, choice);
	const { id, name } = webhook;
	const removed = events.filter((event) => webhook.eventSubscriptions.includes(event));
	const now = await changeSubscriptions(client, choice.agentId, webhook, { remove: removed });
	return [{ id, name, eventSubscriptions: [...now], removed }];
});

const remove = onWebhook(async (client, choice) => {
	const id = await idOf(client, choice);
	const { deleted, deactivated = false, message } = await deleteWebhook(client, choice.agentId, id);
	return [{ id, deleted, deactivated, ...(message !== undefined && { message }) }];
});

const list: Operation = (parameter) => {
	const agent = readAgent(parameter);
	if (!agent.ok) return agent;
	return success(async (client) =>
		(await listWebhooks(client, agent.value)).map((webhook) => ({ ...webhook })),
	);
};

const listEvents: Operation = () =>
	success(async () =>
		luaEvents.map(({ name, description, group }) => ({ name, description, channel: group })),
	);

/** The operations that manage webhooks, by the value of the field 'Operation'. */
export const operations: Readonly<Record<string, Operation>> = {
	activate: switching(true),
	deactivate: switching(false),
	delete: remove,
	list,
	listEvents,
	subscribe,
	unsubscribe,
};
