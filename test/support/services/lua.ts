import { FakeService } from './fakeService';
import type { ServiceAnswer, ServiceRequest } from './fakeService';
import { answerTo } from './lua/routes';
import type { FakeAgent, FakeWebhook } from './lua/routes';

export type { FakeAgent, FakeWebhook } from './lua/routes';

/** Agents and webhooks of a new fake service; every call gives fresh ones. */
export const someAgents = (): FakeAgent[] => [
	{
		id: 'agent_1',
		name: 'Support Bot',
		organisation: { id: 'org_1', name: 'Acme' },
		webhooks: [
			{
				id: '5b7c2d0e-3f57-4f0a-9c1e-8a1d1f0c2b3a',
				name: 'delivery-tracker',
				active: true,
				eventSubscriptions: ['message.read'],
				versions: ['1.0.0', '1.0.1'],
			},
			{
				id: '0d1b6f4a-77c1-4b7e-b0a5-2f9f5f7f7c11',
				name: 'orders',
				active: true,
				eventSubscriptions: [],
				versions: [],
				secret: 'a-long-random-string',
			},
			{
				id: 'c3a1f0de-1111-4222-8333-944455556666',
				name: 'paused',
				active: false,
				eventSubscriptions: [],
				versions: ['1.0.0'],
			},
		],
	},
	...['Sales Bot', 'Night Shift'].map((name, index) => ({
		id: `agent_${index + 2}`,
		name,
		organisation: { id: 'org_1', name: 'Acme' },
		webhooks: [],
	})),
	{
		id: 'agent_4',
		name: 'Concierge',
		organisation: { id: 'org_2', name: 'Hotel Luna' },
		webhooks: [],
	},
];

/** A Lua of our own: its API, and the place where it takes requests to webhooks. */
export class FakeLua extends FakeService {
	readonly apiKey: string = 'api_test-key';

	constructor(private readonly agents: FakeAgent[] = someAgents()) {
		super();
	}

	/** Base URL of webhooks. */
	get webhookUrl(): string {
		return `${this.url}/hooks`;
	}

	/** The webhooks of an agent as they are now, to look at and to change. */
	webhooks(agentId = 'agent_1'): FakeWebhook[] {
		return this.agents.find(({ id }) => id === agentId)?.webhooks ?? [];
	}

	protected override answer(call: ServiceRequest): ServiceAnswer {
		return answerTo(this.agents, this.apiKey, call);
	}
}
