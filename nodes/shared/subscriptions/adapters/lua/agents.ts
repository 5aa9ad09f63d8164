import { z } from 'zod';
import type { ApiClient } from '../../api/client';
import { ask } from './ask';
import { boundedId, boundedText } from '../../bounds';

const authorization = z.object({
	orgs: z.array(z.object({ orgId: boundedId, name: boundedText.nullish() })),
});

const resourcePage = z.object({
	resources: z.array(z.object({ resourceId: boundedId, name: boundedText.nullish() })),
	nextCursor: boundedText.nullish(),
});

type Organisation = z.output<typeof authorization>['orgs'][number];

/** An agent that the API key may see. */
export interface LuaAgent {
	readonly id: string;
	readonly name: string;
	/** Name of the organisation that it belongs to. */
	readonly organisation: string;
}

const PAGE_SIZE = 100;
const MAX_PAGES_PER_ORGANISATION = 50;

async function listAgentsOf(client: ApiClient, { orgId, name }: Organisation): Promise<LuaAgent[]> {
	const url = `/admin/me/authorization/orgs/${encodeURIComponent(orgId)}/resources`;
	const agents: LuaAgent[] = [];
	let cursor: string | null | undefined;
	for (let page = 0; page < MAX_PAGES_PER_ORGANISATION; page += 1) {
		const query = { kind: 'agent', ...(cursor && { cursor }), limit: String(PAGE_SIZE) };
		const { resources, nextCursor } = await ask(
			client,
			{ method: 'GET', url, query },
			resourcePage,
		);
		agents.push(
			...resources.map((agent) => ({
				id: agent.resourceId,
				name: agent.name ?? agent.resourceId,
				organisation: name ?? orgId,
			})),
		);
		cursor = nextCursor;
		if (!cursor) break;
	}
	return agents;
}

/** Whether the API key is accepted, and the agents that it may see, each of them once. */
export async function listAgents(client: ApiClient): Promise<LuaAgent[]> {
	const request = { method: 'GET', url: '/admin/me/authorization' } as const;
	const { orgs } = await ask(client, request, authorization);
	const byId = new Map<string, LuaAgent>();
	for (const organisation of orgs) {
		for (const agent of await listAgentsOf(client, organisation)) {
			if (!byId.has(agent.id)) byId.set(agent.id, agent);
		}
	}
	return [...byId.values()];
}
