import type { BadAnswer, Hook, Misbehaviour, Service } from '../nodes/registration/service';
import { services } from '../nodes/registration/services';
import { useSharedN8n } from '../support/e2e/n8n';
import { send, storeWorkflow } from './registration/workflow';
import type { Registering } from './registration/workflow';
import { scaled } from '../support/scale';

/*
 * A long life with a service that fails at random, in a real n8n. Slow: n8n takes a moment to publish or
 * unpublish a trigger, and there are many such steps.
 */

const n8n = useSharedN8n();

const STEPS = scaled({ full: 200, sample: 50 });
const FOREIGN_URLS = ['https://other.example/hook', 'https://n8n.example/webhook/elsewhere'];

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const answers: ReadonlyArray<BadAnswer | 'dropped'> = [
	'dropped',
	{ statusCode: 401, body: { message: 'Bad credentials' } },
	{ statusCode: 403, body: { message: 'Forbidden' } },
	{ statusCode: 404, body: { message: 'Not Found' } },
	{ statusCode: 429, headers: { 'Retry-After': '0' } },
	{ statusCode: 500 },
	{ statusCode: 502, body: '<html>Bad gateway</html>' },
	{ statusCode: 200, body: 'OK' },
];

type Step = 'delete' | 'disable' | 'misbehave' | 'publish' | 'unpublish';

const WEIGHTS: Readonly<Record<Step, number>> = {
	publish: 7,
	unpublish: 4,
	delete: 2,
	disable: 2,
	misbehave: 5,
};

/** A service may leave open whether a call took effect, but it does not lie about it. */
function possibleEffects(method: string, answer: BadAnswer | 'dropped'): ReadonlyArray<0 | 1> {
	if (answer === 'dropped' || answer.statusCode >= 500) return [0, 1];
	if (method === 'DELETE' && [200, 404].includes(answer.statusCode)) return [1];
	return answer.statusCode === 200 ? [0, 1] : [0];
}

/** One life of a trigger. */
class Life {
	/** What happened, for whoever has to understand a failure. */
	readonly story: string[] = [];

	publications = 0;

	private events: string;

	constructor(
		private readonly service: Service,
		private readonly workflow: Registering,
		private readonly allEvents: readonly string[],
		private readonly random: () => number,
	) {
		this.events = allEvents[0] ?? '';
	}

	private pick<Item>(items: readonly Item[]): Item {
		return items[Math.floor(this.random() * items.length)] as Item;
	}

	private own(): Hook[] {
		return this.service.hooks().filter(({ url }) => url === this.workflow.url);
	}

	async step(): Promise<void> {
		const bag = Object.entries(WEIGHTS).flatMap(([step, weight]) =>
			Array.from({ length: weight }, () => step as Step),
		);
		const step = this.pick(bag);
		this.story.push(step);
		const [hook] = this.own();
		if (step === 'publish') await this.publish();
		if (step === 'unpublish') await this.workflow.unpublish();
		if (step === 'delete' && hook) this.service.forget(hook.id);
		if (step === 'disable' && hook) this.service.disable?.(hook.id);
		if (step === 'misbehave') this.misbehave();
	}

	private misbehave(): void {
		const method = this.pick(['DELETE', 'GET', 'POST', 'PATCH'] as const);
		const answer = this.pick(answers);
		const failure = { answer, effects: this.pick(possibleEffects(method, answer)) };
		const slow = { delayMs: 200 };
		const misbehaviour: Misbehaviour = this.pick([failure, { ...failure, times: 3 }, slow]);
		this.story.push(`${method} ${JSON.stringify(misbehaviour)}`);
		this.service.misbehave(method, misbehaviour);
	}

	/** Publishes with other events: n8n does nothing for a trigger that is as it was. */
	async publish(): Promise<void> {
		this.events = this.pick(this.allEvents.filter((events) => events !== this.events));
		const { parameters } = this.service.setup;
		await this.workflow.change({ parameters: { ...parameters, events: this.events } });
		try {
			await this.workflow.publish();
		} catch (error) {
			this.story.push(`failed: ${String(error)}`);
			return;
		}
		this.publications += 1;
		const [hook, ...others] = this.own();
		expect(others).toEqual([]);
		expect(hook).toMatchObject({ events: this.events.split(', ') });
		expect(hook?.isActive).toBe(true);
		const { secret = '' } = hook ?? {};
		expect(await send(this.workflow.url, this.service.sign(secret))).toBe(200);
	}
}

const lives = [
	{ name: 'a repository of GitHub', seed: 20261121, events: ['push', 'push, issues', 'issues'] },
	{ name: 'Stripe', seed: 4711, events: ['invoice.paid', 'invoice.paid, charge.failed'] },
];

test.concurrent.each(lives)(
	`${STEPS} random steps with $name (seed $seed) leave neither an orphan nor a double`,
	async ({ name, seed, events }) => {
		const kind = services.find((each) => each.name === name);
		if (!kind) throw new Error(`There is no service ${name}`);
		const service = await kind.start();
		for (const url of FOREIGN_URLS) service.addHook?.(url);
		const foreign = service.hooks();
		const workflow = await storeWorkflow(n8n, service.setup);
		const life = new Life(service, workflow, events, randomFrom(seed));
		try {
			for (let step = 0; step < STEPS; step += 1) await life.step();
			expect(life.publications).toBeGreaterThan(STEPS / 10);
			service.behave();
			await life.publish();
			await workflow.unpublish();
			expect(service.hooks()).toEqual(foreign);
		} catch (error) {
			const calls = service.calls().map((call) => JSON.stringify({ ...call, headers: {} }));
			const story = [...life.story.slice(-40), 'The calls:', ...calls.slice(-20)];
			throw new Error(`${String(error)}\nThe story:\n${story.join('\n')}`);
		}
	},
	300_000,
);
