import { createLuaAdapter } from '../../../../nodes/shared/subscriptions/adapters/lua';
import { ApiError } from '../../../../nodes/shared/subscriptions/api/error';
import type { ApiFailure } from '../../../../nodes/shared/subscriptions/api/error';
import type { ApiClient } from '../../../../nodes/shared/subscriptions/api/client';
import type { SubscriptionAdapter } from '../../../../nodes/shared/subscriptions/adapter';
import { someAgents } from '../lua';
import { answerTo } from './routes';
import type { FakeWebhook } from './routes';

/** Every event of the service in memory. */
export const ALL = ['message.sent', 'message.delivered', 'message.read', 'message.failed'];

/** The webhook that is subscribed, and its id. */
export const TRACKER = '5b7c2d0e-3f57-4f0a-9c1e-8a1d1f0c2b3a';
export const target = { agentId: 'agent_1', webhookId: TRACKER };

/** With what a call fails, and whether it takes effect all the same. */
interface Trouble {
	readonly kind: ApiFailure;
	readonly takesEffect?: boolean;
}

/** An adapter with the fake service in memory behind it. */
export interface World {
	readonly adapter: SubscriptionAdapter;
	/** The webhook at the service; may be changed, as if by somebody else. */
	readonly webhook: FakeWebhook;
	/** Every call, as in `PATCH /developer/webhooks/agent_1/… {"eventSubscriptions":[]}`. */
	readonly calls: string[];
	/** Trouble by the number of the call, which starts at 1. */
	readonly troubles: Map<number, Trouble>;
	/** Deletes the webhook. */
	readonly vanish: () => void;
}

/** A service with the answers of the fake one, but without a network. */
export function createWorld(where = target): World {
	const agents = someAgents();
	const calls: string[] = [];
	const troubles: World['troubles'] = new Map();
	const client: ApiClient = async ({ method, url, body }) => {
		const text = body && 'json' in body ? JSON.stringify(body.json) : '';
		const call = `${method} ${url} ${text}`.trim();
		calls.push(call);
		const trouble = troubles.get(calls.length);
		if (trouble && !trouble.takesEffect) throw new ApiError({ kind: trouble.kind, call });
		const headers = { authorization: 'Bearer key' };
		const request = { method, path: url, query: new URLSearchParams(), headers, body: text };
		const answer = answerTo(agents, 'key', request);
		if (trouble) throw new ApiError({ kind: trouble.kind, call });
		if (answer.statusCode === 200) return { statusCode: 200, headers: {}, body: answer.body };
		throw new ApiError({ kind: 'notFound', call, statusCode: 404 });
	};
	const [agent] = agents;
	const webhook = agent?.webhooks[0];
	if (!agent || !webhook) throw new Error('There is no webhook');
	return {
		adapter: createLuaAdapter(client, where, ALL),
		webhook,
		calls,
		troubles,
		vanish: () => agent.webhooks.splice(0, 1),
	};
}
