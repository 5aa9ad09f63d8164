import fc from 'fast-check';
import type { Claim, MessageOutcome } from '../../../nodes/shared/receive/deduplicate/deduplicator';
import { deduplicator, keyOf, kinds, owned, restarted, WINDOW_MS } from '../../support/deduplicate';
import { settlePromises } from '../../support/settlePromises';
import { scaled } from '../../support/scale';

interface Request {
	readonly claimedAt: number;
	claim: Claim | undefined;
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
	| { readonly kind: 'claim'; readonly name: number }
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
		{ weight: 6, arbitrary: fc.record({ kind: fc.constant('claim'), name }) },
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
			case 'claim':
				return await this.claim(step.name);
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

	private async claim(of: number): Promise<void> {
		const message = this.message(of);
		const request: Request = { claimedAt: this.nowMs, claim: undefined };
		void this.memory.claim([[keyOf(of)]], this.nowMs).then((claim) => (request.claim = claim));
		await settlePromises();
		if (message.requests.length > 0) {
			expect(request.claim).toBeUndefined();
			message.requests.push(request);
			return;
		}
		expect(['new', 'duplicate']).toContain(request.claim?.kind);
		if (this.nowMs < message.rememberedUntil) expect(request.claim?.kind).toBe('duplicate');
		if (this.nowMs >= message.forgottenFrom) expect(request.claim?.kind).toBe('new');
		if (request.claim?.kind === 'new') message.requests.push(request);
	}

	private async settle(of: number, settled: MessageOutcome): Promise<void> {
		const message = this.message(of);
		const owner = message.requests.shift();
		if (owner === undefined) return;
		owned(owner.claim).settle(settled);
		await settlePromises();
		const claims = message.requests.map(({ claim }) => claim);
		if (settled === 'released') {
			expect(kinds(claims)).toEqual(claims.map((_, index) => (index === 0 ? 'new' : undefined)));
			return;
		}
		expect(kinds(claims)).toEqual(claims.map(() => 'duplicate'));
		message.requests = [];
		message.rememberedUntil = owner.claimedAt + WINDOW_MS;
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
