import {
	chosenEvents,
	defineServiceTrigger,
	isAutomatic,
} from '../shared/n8n/trigger/serviceTrigger';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { luaCredential } from '../shared/services/credentials';
import { lua } from '../shared/services/lua';
import { createLuaAdapter } from '../shared/subscriptions/adapters/lua';
import { readLocator } from '../shared/n8n/parameters';

const missing = (label: string): Result<never> =>
	failure(
		`The field '${label}' is empty. Choose one from its list, or set 'Registration' to Manual.`,
	);

/** How the Lua Trigger differs from other triggers. */
export const luaTrigger = defineServiceTrigger(lua, luaCredential, (parameter) => {
	if (!isAutomatic(parameter)) return success(undefined);
	const agentId = readLocator(parameter, 'agent');
	if (agentId === '') return missing('Agent');
	const webhookId = readLocator(parameter, 'webhook');
	if (webhookId === '') return missing('Webhook');
	const allEvents = lua.events.map(({ name }) => name);
	return success({
		credential: luaCredential,
		needsSecret: true,
		events: chosenEvents(parameter),
		createAdapter: (client) => createLuaAdapter(client, { agentId, webhookId }, allEvents),
	});
});
