import fc from 'fast-check';
import type {
	BeginResult,
	MessageOutcome,
	PartKeys,
} from '../../../nodes/shared/receive/deduplicate/deduplicator';
import { deduplicator, keyOf } from '../../support/deduplicate';
import { settlePromises } from '../../support/settlePromises';
import { scaled } from '../../support/scale';

/* Requests of several parts, each known by several keys, in any order and under way together. */

type Step =
	| { readonly kind: 'begin'; readonly parts: readonly PartKeys[] }
	| { readonly kind: 'settle'; readonly which: number; readonly outcome: MessageOutcome };

const key = fc.nat(5).map(keyOf);
const part = fc.uniqueArray(key, { maxLength: 3 });
const steps = fc.array(
	fc.oneof<Array<fc.WeightedArbitrary<Step>>>(
		{
			weight: 3,
			arbitrary: fc.record({
				kind: fc.constant('begin'),
				parts: fc.array(part, { minLength: 1, maxLength: 3 }),
			}),
		},
		{
			weight: 3,
			arbitrary: fc.record({
				kind: fc.constant('settle'),
				which: fc.nat(20),
				outcome: fc.constantFrom<MessageOutcome>('done', 'released'),
			}),
		},
	),
	{ maxLength: 60 },
);

interface Request {
	readonly parts: readonly PartKeys[];
	result: BeginResult | undefined;
	isSettled: boolean;
}

const shares = (keys: PartKeys, others: ReadonlySet<string>): boolean =>
	keys.some((each) => others.has(each));

/** What of a request nobody processed, one part for each that stands there several times. */
function newParts(parts: readonly PartKeys[], done: ReadonlySet<string>): number[] {
	const before = new Set<string>();
	return parts.flatMap((keys, index) => {
		const isRepeat = shares(keys, before);
		if (!isRepeat) for (const each of keys) before.add(each);
		return isRepeat || shares(keys, done) ? [] : [index];
	});
}

/** A memory, and beside it all requests and the keys of what was processed. */
class Simulation {
	private readonly memory = deduplicator({ maxWaiting: 1_000, maxInFlight: 1_000 });

	private readonly requests: Request[] = [];

	private readonly done = new Set<string>();

	private inFlight(): Request[] {
		return this.requests.filter(({ result, isSettled }) => result?.kind === 'new' && !isSettled);
	}

	async play(step: Step): Promise<void> {
		if (step.kind === 'begin') {
			const request: Request = { parts: step.parts, result: undefined, isSettled: false };
			this.requests.push(request);
			void this.memory.begin(step.parts, 0).then((result) => {
				request.result = result;
				this.check(request);
			});
		} else {
			const open = this.inFlight();
			const request = open[step.which % (open.length || 1)];
			if (request) this.settle(request, step.outcome);
		}
		await settlePromises();
		this.checkWaiting();
	}

	/** Ends everything, and lets whoever waits try again, as long as somebody does. */
	async finish(): Promise<void> {
		for (let [request] = this.inFlight(); request; [request] = this.inFlight()) {
			this.settle(request, 'done');
			await settlePromises();
		}
		expect(this.requests.filter(({ result }) => result === undefined)).toEqual([]);
	}

	private settle(request: Request, outcome: MessageOutcome): void {
		if (request.result?.kind !== 'new') throw new Error('It did not begin');
		request.isSettled = true;
		if (outcome === 'done') for (const each of request.result.keys) this.done.add(each);
		request.result.settle(outcome);
	}

	/** Only what was processed is a repeat, and all that was not is given out. */
	private check({ parts, result }: Request): void {
		const open = newParts(parts, this.done);
		if (result?.kind === 'duplicate') return expect(open).toEqual([]);
		if (result?.kind !== 'new') throw new Error(`It is ${String(result?.kind)}`);
		expect(result.parts).toEqual(open);
		expect(open).not.toEqual([]);
		expect(new Set(result.keys)).toEqual(new Set(open.flatMap((index) => parts[index] ?? [])));
	}

	/** No key is processed twice at a time, and nobody waits for nothing. */
	private checkWaiting(): void {
		const taken = this.inFlight().flatMap(({ result }) =>
			result?.kind === 'new' ? result.keys : [],
		);
		expect(new Set(taken).size).toBe(taken.length);
		for (const { parts, result } of this.requests) {
			if (result === undefined) expect(shares(parts.flat(), new Set(taken))).toBe(true);
		}
	}
}

test('no part is lost and none is given out twice, whatever shares keys with what', async () => {
	await fc.assert(
		fc.asyncProperty(steps, async (played) => {
			const simulation = new Simulation();
			for (const step of played) await simulation.play(step);
			await simulation.finish();
		}),
		{ numRuns: scaled({ full: 500, sample: 200 }) },
	);
});
