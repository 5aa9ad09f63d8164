import fc from 'fast-check';
import { createCustomRestAdapter } from '../../../nodes/shared/subscriptions/adapters/customRest';
import { createGitHubAdapter } from '../../../nodes/shared/subscriptions/adapters/github';
import {
	createStripeAdapter,
	stripeTarget,
	stripeThinTarget,
} from '../../../nodes/shared/subscriptions/adapters/stripe';
import type { SubscriptionAdapter } from '../../../nodes/shared/subscriptions/adapter';
import type { FakeService, Misbehaviour } from '../../support/services/fakeService';
import { FakeGitHub } from '../../support/services/github';
import { createHttpClient } from '../../support/services/httpClient';
import { FakeRest } from '../../support/services/rest';
import { request, settingsOf } from '../../support/services/restSettings';
import { FakeStripe } from '../../support/services/stripe';
import { TestTrigger } from '../../support/services/trigger';
import { scaled } from '../../support/scale';

const URL = 'https://n8n.example.com/webhook/3f1c';
const ELSEWHERE = 'https://elsewhere.example.com/hook';
const EVENTS = [[], ['push'], ['push', 'issues']];

/** A fake service as a trigger sees it. */
interface Service {
	readonly fake: FakeService;
	readonly key: string;
	readonly adapter: SubscriptionAdapter;
	/** URLs and secrets of all webhooks. */
	readonly hooks: () => ReadonlyArray<{ readonly url: string; readonly secret?: string }>;
	/** Deletes a webhook as somebody would by hand. */
	readonly forget: (index: number) => void;
}

async function startGitHub(): Promise<Service> {
	const fake = await new FakeGitHub().start();
	const target = { service: 'github', owner: 'octocat', repo: 'hello-world' };
	fake.addHook('repos/octocat/hello-world', ELSEWHERE);
	return {
		fake,
		key: fake.token,
		adapter: createGitHubAdapter(createHttpClient(fake.url, fake.token), target),
		hooks: () => fake.hooks().map(({ config }) => config),
		forget: (index) => fake.forget(fake.hooks()[index + 1]?.id ?? 0),
	};
}

async function startStripe(target = stripeTarget('')): Promise<Service> {
	const fake = await new FakeStripe().start();
	const foreign = fake.addHook(ELSEWHERE);
	return {
		fake,
		key: fake.apiKey,
		adapter: createStripeAdapter(createHttpClient(fake.url, fake.apiKey), target),
		hooks: () => fake.hooks(),
		forget: (index) =>
			fake.forget(fake.hooks().filter((hook) => hook !== foreign)[index]?.id ?? ''),
	};
}

async function startRest(): Promise<Service> {
	const fake = await new FakeRest({ isUniqueByUrl: true }).start();
	fake.addHook(ELSEWHERE);
	const settings = settingsOf({
		check: request('GET', '/v2/subscriptions'),
		list: { path: 'data.items', urlPath: 'callback', idPath: 'id' },
	});
	return {
		fake,
		key: fake.apiKey,
		adapter: createCustomRestAdapter(createHttpClient(fake.url, fake.apiKey), settings),
		hooks: () => fake.hooks().map(({ callback, secret }) => ({ url: callback, secret })),
		forget: (index) => fake.forget(fake.hooks()[index + 1]?.id ?? 0),
	};
}

type Step =
	| { readonly kind: 'activate' | 'behave' | 'deactivate' | 'loseState' }
	| { readonly kind: 'events'; readonly events: readonly string[] }
	| { readonly kind: 'secret'; readonly secret: string | undefined }
	| { readonly kind: 'forget'; readonly index: number }
	| { readonly kind: 'script'; readonly plans: readonly Misbehaviour[] };

const plan: fc.Arbitrary<Misbehaviour> = fc.record(
	{
		on: fc.record({ method: fc.constantFrom('DELETE', 'GET', 'PATCH', 'POST') }),
		times: fc.integer({ min: 1, max: 3 }),
		answer: fc.constantFrom<NonNullable<Misbehaviour['answer']>>(
			'dropped',
			{ statusCode: 401, body: { message: 'Bad credentials' } },
			{ statusCode: 403 },
			{ statusCode: 429, headers: { 'Retry-After': '1' } },
			{ statusCode: 500, body: '<html>' },
			{ statusCode: 502, body: { error: { message: 'later' } } },
			{ statusCode: 302, headers: { Location: '/elsewhere' } },
		),
	},
	{ requiredKeys: ['answer'] },
);
// An answer of 500, or none, may hide that the call took effect.
const withEffects = plan.chain((each) => {
	const hides =
		each.answer === 'dropped' || (typeof each.answer === 'object' && each.answer.statusCode >= 500);
	return hides ? fc.constantFrom<Misbehaviour>(each, { ...each, effects: 1 }) : fc.constant(each);
});
const twice = fc.constant<Misbehaviour>({ on: { method: 'POST' }, effects: 2 });

const just = <Kind extends string>(kind: Kind) => fc.record({ kind: fc.constant(kind) });
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof<Array<fc.WeightedArbitrary<Step>>>(
		{ weight: 6, arbitrary: just('activate') },
		{ weight: 3, arbitrary: just('deactivate') },
		{ weight: 3, arbitrary: just('behave') },
		{ weight: 1, arbitrary: just('loseState') },
		{
			weight: 2,
			arbitrary: fc.record({ kind: fc.constant('events'), events: fc.constantFrom(...EVENTS) }),
		},
		{
			weight: 1,
			arbitrary: fc.record({
				kind: fc.constant('secret'),
				secret: fc.constantFrom('s1', 's2', undefined),
			}),
		},
		{ weight: 1, arbitrary: fc.record({ kind: fc.constant('forget'), index: fc.nat(1) }) },
		{
			weight: 5,
			arbitrary: fc.record({
				kind: fc.constant('script'),
				plans: fc.array(
					fc.oneof({ weight: 4, arbitrary: withEffects }, { weight: 1, arbitrary: twice }),
					{ minLength: 1, maxLength: 3 },
				),
			}),
		},
	),
	{ minLength: 40, maxLength: 40 },
);

class Simulation {
	private readonly trigger: TestTrigger;

	constructor(private readonly service: Service) {
		const { adapter, key } = service;
		const secret = adapter.takesSecret ? 's1' : undefined;
		this.trigger = new TestTrigger({
			adapter,
			wanted: { url: URL, events: [], secret },
			apiKey: key,
		});
	}

	async play(step: Step): Promise<void> {
		const { trigger, service } = this;
		const { settings } = trigger;
		switch (step.kind) {
			case 'activate':
				return await this.activate();
			case 'deactivate':
				await trigger.deactivate();
				return;
			case 'behave':
				return service.fake.behave();
			case 'script':
				return service.fake.script(...step.plans);
			case 'loseState':
				trigger.stored = undefined;
				return;
			case 'events':
				settings.wanted = { ...settings.wanted, events: step.events };
				return;
			case 'secret':
				if (!service.adapter.takesSecret) return;
				settings.wanted = { ...settings.wanted, secret: step.secret };
				return;
			case 'forget':
				return service.forget(step.index);
		}
	}

	async finish(): Promise<void> {
		this.service.fake.behave();
		await this.trigger.deactivate();
		await this.activate();
		expect(this.trigger.isActive).toBe(true);
		await this.trigger.deactivate();
		expect(this.service.hooks().map(({ url }) => url)).toEqual([ELSEWHERE]);
		expect(this.trigger.stored).toBeUndefined();
	}

	private async activate(): Promise<void> {
		const { error } = await this.trigger.activate();
		if (error !== undefined) return;
		const ours = this.ours();
		// A second one, of a call that takes effect twice, stays as long as it cannot be removed.
		expect(ours.length).toBeLessThanOrEqual(2);
		expect(ours.map(({ secret }) => secret)).toContain(this.trigger.secret);
	}

	private ours(): ReturnType<Service['hooks']> {
		return this.service.hooks().filter(({ url }) => url === URL);
	}
}

test.each([
	['GitHub', startGitHub],
	['Stripe', startStripe],
	['Stripe for thin events', async () => await startStripe(stripeThinTarget)],
	['a service of the user', startRest],
])(
	'no webhook is left over at %s, over real HTTP, however it misbehaves',
	async (_title, start) => {
		await fc.assert(
			fc.asyncProperty(steps, async (played) => {
				const service = await start();
				try {
					const simulation = new Simulation(service);
					for (const step of played) await simulation.play(step);
					await simulation.finish();
				} finally {
					await service.fake.stop();
				}
			}),
			{ numRuns: scaled({ full: 25, sample: 8 }) },
		);
	},
	60_000,
);
