import type { IDataObject } from 'n8n-workflow';
import { luaEvents } from '../shared/events/lua';
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
import type { ApiClient } from '../shared/subscriptions/types';
import { FieldProblem } from './errors';
import { readAgent, readEvents, readWebhook } from './fields';
import type { FieldReader, WebhookChoice } from './fields';

/** What one operation makes of one item: the JSON of the items that come out. */
export type Operation = (field: FieldReader, client: ApiClient) => Promise<IDataObject[]>;

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

const switching =
	(isActive: boolean): Operation =>
	async (field, client) => {
		const choice = readWebhook(field);
		const id = await idOf(client, choice);
		return [{ id, ...(await setActive(client, choice.agentId, id, isActive)) }];
	};

const subscribe: Operation = async (field, client) => {
	const events = readEvents(field);
	const choice = readWebhook(field);
	const webhook = await requireWebhook(client, choice);
	const { id, name } = webhook;
	const added = without(events, webhook.eventSubscriptions);
	const now = await changeSubscriptions(client, choice.agentId, webhook, { add: added });
	return [{ id, name, eventSubscriptions: [...now], added }];
};

const unsubscribe: Operation = async (field, client) => {
	const events = readEvents(field);
	const choice = readWebhook(field);
	const webhook = await requireWebhook(client, choice);
	const { id, name } = webhook;
	const removed = events.filter((event) => webhook.eventSubscriptions.includes(event));
	const now = await changeSubscriptions(client, choice.agentId, webhook, { remove: removed });
	return [{ id, name, eventSubscriptions: [...now], removed }];
};

const remove: Operation = async (field, client) => {
	const choice = readWebhook(field);
	const id = await idOf(client, choice);
	const { deleted, deactivated = false, message } = await deleteWebhook(client, choice.agentId, id);
	return [{ id, deleted, deactivated, ...(message !== undefined && { message }) }];
};

const list: Operation = async (field, client) =>
	(await listWebhooks(client, readAgent(field))).map((webhook) => ({ ...webhook }));

const listEvents: Operation = async () =>
	luaEvents.map(({ name, description, group }) => ({ name, description, channel: group }));

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
