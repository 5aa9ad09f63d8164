import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { openApiClient } from '../shared/n8n/api/client';
import { readText } from '../shared/n8n/parameters';
import { luaCredential } from '../shared/services/credentials';
import { listAgents } from '../shared/subscriptions/adapters/lua/agents';
import { listWebhooks } from '../shared/subscriptions/adapters/lua/webhooks';
import { FieldProblem, toNodeError } from './errors';

type Entry = INodeListSearchResult['results'][number];

/** Entries whose name or value holds the text, sorted by name. */
function toResult(entries: readonly Entry[], filter = ''): INodeListSearchResult {
	const text = filter.toLowerCase();
	const isWanted = ({ name, value }: Entry): boolean =>
		`${name} ${String(value)}`.toLowerCase().includes(text);
	const results = entries.filter(isWanted).sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}

/** The agents that the API key may see. */
export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	try {
		const agents = await listAgents(await openApiClient(this, luaCredential));
		const entries = agents.map(({ id, name, organisation }) => ({
			name: `${name} (${organisation})`,
			value: id,
		}));
		return toResult(entries, filter);
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

/** The webhooks of the chosen agent. */
export async function searchWebhooks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	try {
		const agentId = readText(this.getCurrentNodeParameter('agent', { extractValue: true }));
		if (agentId === '' || agentId.startsWith('=')) {
			throw new FieldProblem(
				"The field 'Agent' must hold an agent, and no expression, before its webhooks can be listed.",
			);
		}
		const webhooks = await listWebhooks(await openApiClient(this, luaCredential), agentId);
		const entries = webhooks.map(({ id, name, active }) => ({
			name: active ? name : `${name} (deactivated)`,
			value: id,
		}));
		return toResult(entries, filter);
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}
