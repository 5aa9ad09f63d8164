import fc from 'fast-check';
import type {
	BeginResult,
	MessageOutcome,
} from '../../../nodes/shared/receive/deduplicate/deduplicator';
import { deduplicator, keyOf, kinds, owned, restarted, WINDOW_MS } from '../../support/deduplicate';
import { settlePromises } from '../../support/settlePromises';
import { scaled } from '../../support/scale';

interface Request {
	readonly begunAt: number;
	result: BeginResult | undefined;
}

/** What must hold for a message, by what happened to it. */
interface Message {
	/** The first is being processed, the others wait for it. */
	requests: Request[];
	/** Before that it is remembered for sure. */
	rememberedUntil: number;
	/** From then on it is forgotten for sure. */
	forgottenFrom: number;
}

type Step =
	| { readonly kind: 'begin'; readonly name: number }
	| { readonly kind: 'settle'; readonly name: number; readonly outcome: MessageOutcome }
	| { readonly kind: 'wait'; readonly ms: number }
	| { readonly kind: 'restart' };

const name = fc.nat(1);
const outcome = fc.constantFrom<MessageOutcome>('done', 'released');
const ms = fc.oneof(
	fc.nat(2 * WINDOW_MS),
	fc.constantFrom(WINDOW_MS - 1, WINDOW_MS, 2 * WINDOW_MS),
);
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof<Array<fc.WeightedArbitrary<Step>>>(
		{ weight: 6, arbitrary: fc.record({ kind: fc.constant('begin'), name }) },
		{ weight: 5, arbitrary: fc.record({ kind: fc.constant('settle'), name, outcome }) },
		{ weight: 2, arbitrary: fc.record({ kind: fc.constant('wait'), ms }) },
		{ weight: 1, arbitrary: fc.record({ kind: fc.constant('restart') }) },
	),
	{ maxLength: 100 },
);

/** A memory, and beside it what a list of requests says it must answer. */
class Simulation {
	private memory = deduplicator();

	private nowMs = Date.parse('2023-11-14T22:13:00Z');

	private readonly messages = new Map<number, Message>();

	async play(step: Step): Promise<void> {
		switch (step.kind) {
			case 'begin':
				return await this.begin(step.name);
			case 'settle':
				return await this.settle(step.name, step.outcome);
			case 'wait':
				this.nowMs += step.ms;
				return;
			case 'restart':
				return this.restart();
		}
	}

	private message(of: number): Message {
		const message = this.messages.get(of) ?? {
			requests: [],
			rememberedUntil: -Infinity,
			forgottenFrom: -Infinity,
		};
		this.messages.set(of, message);
		return message;
	}

	private async begin(of: number): Promise<void> {
		const message = this.message(of);
		const request: Request = { begunAt: this.nowMs, result: undefined };
		void this.memory.begin([[keyOf(of)]], this.nowMs).then((result) => (request.result = result));
		await settlePromises();
		if (message.requests.length > 0) {
			expect(request.result).toBeUndefined();
			message.requests.push(request);
			return;
		}
		expect(['new', 'duplicate']).toContain(request.result?.kind);
		if (this.nowMs < message.rememberedUntil) expect(request.result?.kind).toBe('duplicate');
		if (this.nowMs >= message.forgottenFrom) expect(request.result?.kind).toBe('new');
		if (request.result?.kind === 'new') message.requests.push(request);
	}

	private async settle(of: number, settled: MessageOutcome): Promise<void> {
		const message = this.message(of);
		const owner = message.requests.shift();
		if (owner === undefined) return;
		owned(owner.result).settle(settled);
		await settlePromises();
		const results = message.requests.map(({ result }) => result);
		if (settled === 'released') {
			expect(kinds(results)).toEqual(results.map((_, index) => (index === 0 ? 'new' : undefined)));
			return;
		}
		expect(kinds(results)).toEqual(results.map(() => 'duplicate'));
		message.requests = [];
		message.rememberedUntil = owner.begunAt + WINDOW_MS;
		message.forgottenFrom = this.nowMs + 2 * WINDOW_MS;
	}

	/** Everything under way is lost, and will be sent again. */
	private restart(): void {
		this.memory = restarted(this.memory, this.nowMs);
		for (const message of this.messages.values()) {
			message.requests = [];
			// What was stored is remembered anew.
			if (this.nowMs < message.forgottenFrom) message.forgottenFrom = this.nowMs + 2 * WINDOW_MS;
		}
	}
}

test('never loses a message and never lets one in twice, whatever happens', async () => {
	await fc.assert(
		fc.asyncProperty(steps, async (played) => {
			const simulation = new Simulation();
			for (const step of played) await simulation.play(step);
		}),
		{ numRuns: scaled({ full: 1_000, sample: 300 }) },
	);
});
