import { createHmac } from 'node:crypto';
import type { ServiceAnswer, ServiceRequest } from '../fakeService';

/** A webhook of the fake service. */
export interface FakeWebhook {
	readonly id: string;
	readonly name: string;
	active: boolean;
	eventSubscriptions: string[];
	/** One that was ever deployed has some, and is then deactivated instead of deleted. */
	readonly versions: readonly string[];
	/** With it, requests to the webhook must be signed. */
	readonly secret?: string;
}

/** An agent of the fake service. */
export interface FakeAgent {
	readonly id: string;
	readonly name: string;
	readonly organisation: { readonly id: string; readonly name: string };
	readonly webhooks: FakeWebhook[];
}

const ok = (body: unknown): ServiceAnswer => ({ statusCode: 200, body });
const refuse = (statusCode: number, message: string): ServiceAnswer => ({
	statusCode,
	body: { statusCode, message },
});

const AGENTS_PER_PAGE = 2;

/** What Lua's command line insists on in every answer about rights. */
const projection = {
	version: 1,
	generatedAt: '2026-11-21T00:00:00Z',
	capabilityProfiles: { owner: [] },
};

const toJson = ({ id, name, active, eventSubscriptions, versions }: FakeWebhook) => ({
	id,
	name,
	active,
	eventSubscriptions,
	public: true,
	createdAt: '2026-11-02T09:00:00.000Z',
	updatedAt: '2026-11-20T17:30:00.000Z',
	versions: versions.map((version) => ({ version, webhookId: `${id}-${version}` })),
});

function listResources(agents: readonly FakeAgent[], orgId: string, { query }: ServiceRequest) {
	const all = agents.filter(({ organisation }) => organisation.id === orgId);
	const start = Number(query.get('cursor') ?? 0);
	const end = start + Math.min(AGENTS_PER_PAGE, Number(query.get('limit')));
	const resources = all.slice(start, end).map(({ id, name }) => ({
		resourceType: 'agent',
		resourceId: id,
		kind: 'agent',
		orgId,
		name,
		visibility: 'private',
		capabilityProfile: 'owner',
		displayRoles: [],
		discoveredVia: 'org-cascade',
		rostered: true,
	}));
	const nextCursor = end < all.length ? String(end) : null;
	return ok({ ...projection, orgId, resources, nextCursor });
}

function listOrganisations(agents: readonly FakeAgent[]): ServiceAnswer {
	const byId = new Map(agents.map(({ organisation }) => [organisation.id, organisation]));
	return ok({
		...projection,
		authorizationPrincipal: { subjectType: 'user', subjectId: 'user_1' },
		orgs: [...byId.values()].map(({ id, name }) => ({
			orgId: id,
			name,
			archived: false,
			capabilityProfile: 'owner',
			displayRoles: [],
			membership: { rostered: true, active: true },
			discoveredVia: 'org-grant',
		})),
	});
}

function changeWebhook(agent: FakeAgent, webhook: FakeWebhook, call: ServiceRequest, action = '') {
	const { id, name } = webhook;
	switch (`${call.method} ${action}`) {
		case 'PATCH ': {
			const { eventSubscriptions } = JSON.parse(call.body) as FakeWebhook;
			webhook.eventSubscriptions = [...eventSubscriptions];
			return ok({ id, name, eventSubscriptions, updatedAt: '2026-11-21T00:00:00Z' });
		}
		case 'POST activate':
		case 'POST deactivate':
			webhook.active = action === 'activate';
			return ok({ message: `Webhook ${action}d`, active: webhook.active });
		case 'DELETE ':
			if (webhook.versions.length > 0) {
				webhook.active = false;
				return ok({ deleted: false, deactivated: true, message: 'It has versions' });
			}
			agent.webhooks.splice(agent.webhooks.indexOf(webhook), 1);
			return ok({ deleted: true, message: 'Webhook deleted' });
		default:
			return refuse(404, `Cannot ${call.method} ${call.path}`);
	}
}

function manage(agents: readonly FakeAgent[], call: ServiceRequest, segments: readonly string[]) {
	const [agentId, webhookId, action] = segments;
	const agent = agents.find(({ id }) => id === agentId);
	if (!agent) return refuse(404, 'Agent not found');
	if (webhookId === undefined && call.method === 'GET') {
		return ok({ webhooks: agent.webhooks.map(toJson) });
	}
	const webhook = agent.webhooks.find(({ id }) => id === webhookId);
	return webhook ? changeWebhook(agent, webhook, call, action) : refuse(404, 'Webhook not found');
}

function take(agents: readonly FakeAgent[], { headers, body }: ServiceRequest, idOrName: string[]) {
	const [agentId, wanted] = idOrName;
	const webhook = agents
		.find(({ id }) => id === agentId)
		?.webhooks.find(({ id, name, active }) => active && (id === wanted || name === wanted));
	if (!webhook) return refuse(404, 'Webhook not found');
	const { secret } = webhook;
	const expected = secret && `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
	if (expected && headers['x-lua-signature'] !== expected) return refuse(401, 'Invalid signature');
	return ok({ received: true });
}

/** What the service does and answers, when it behaves well. */
export function answerTo(
	agents: readonly FakeAgent[],
	apiKey: string,
	call: ServiceRequest,
): ServiceAnswer {
	const [area = '', ...segments] = call.path.slice(1).split('/').map(decodeURIComponent);
	if (area === 'hooks' && call.method === 'POST') return take(agents, call, segments);
	if (call.headers.authorization !== `Bearer ${apiKey}`) return refuse(401, 'Unauthorized');
	if (area === 'developer' && segments[0] === 'webhooks') {
		return manage(agents, call, segments.slice(1));
	}
	const orgId = /^\/admin\/me\/authorization\/orgs\/([^/]+)\/resources$/.exec(call.path)?.[1];
	if (orgId !== undefined) return listResources(agents, orgId, call);
	if (call.path === '/admin/me/authorization') return listOrganisations(agents);
	if (call.path === '/admin/me/authorization/context') {
		return ok({ email: 'ada@example.com', fullName: 'Ada' });
	}
	return refuse(404, `Cannot ${call.method} ${call.path}`);
}
