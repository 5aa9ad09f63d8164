import fc from 'fast-check';
import { createVirtualClock } from '../../../support/virtualClock';
import { simulate } from './simulation';
import type { Made, Plan } from './simulation';

const WAIT_AT_MOST_MS = 2000;

const waitMs = fc.oneof(
	{ weight: 6, arbitrary: fc.nat(300) },
	{ weight: 1, arbitrary: fc.integer({ min: WAIT_AT_MOST_MS - 1, max: WAIT_AT_MOST_MS + 500 }) },
);
const durationMs = fc.integer({ min: 1, max: 50 });
const lastStep = fc.record({
	durationMs,
	error: fc.option(fc.constant(new Error('broken')), { nil: undefined, freq: 5 }),
});
const plan: fc.Arbitrary<Plan> = fc
	.record({
		endpoint: fc.constantFrom('a', 'b', 'c'),
		dueMs: waitMs,
		retries: fc.array(fc.record({ durationMs, againAfterMs: waitMs }), { maxLength: 3 }),
		last: lastStep,
	})
	.map(({ endpoint, dueMs, retries, last }) => ({ endpoint, dueMs, steps: [...retries, last] }));
const plans = fc.array(plan, { maxLength: 25 });

const limits = fc.record({
	concurrency: fc.integer({ min: 1, max: 6 }),
	concurrencyPerEndpoint: fc.integer({ min: 1, max: 4 }),
	waitAtMostMs: fc.constant(WAIT_AT_MOST_MS),
	keepOrder: fc.boolean(),
	ratePerSecond: fc.option(fc.constantFrom(3, 20, 1000), { nil: undefined }),
});

/** How many of the steps were under way at a time. */
const runningAt = (made: readonly Made[], ms: number): number =>
	made.filter(({ startMs, endMs }) => startMs <= ms && ms < endMs).length;

const madeAt = (made: readonly Made[], endpoint: string): Made[] =>
	made.filter((each) => each.endpoint === endpoint);

const endpoints = ['a', 'b', 'c'];

test('no limit is ever exceeded, and nothing starts before it is due', async () => {
	await fc.assert(
		fc.asyncProperty(plans, limits, async (list, each) => {
			const { made } = await simulate(list, each);
			const perEndpoint = each.keepOrder ? 1 : each.concurrencyPerEndpoint;
			for (const { startMs, dueMs, endpoint } of made) {
				expect(startMs).toBeGreaterThanOrEqual(dueMs);
				expect(runningAt(made, startMs)).toBeLessThanOrEqual(each.concurrency);
				expect(runningAt(madeAt(made, endpoint), startMs)).toBeLessThanOrEqual(perEndpoint);
			}
			if (each.ratePerSecond === undefined) return;
			for (const starts of endpoints.map((endpoint) => madeAt(made, endpoint))) {
				for (const [index, { startMs }] of starts.slice(1).entries()) {
					const gapMs = startMs - (starts[index]?.startMs ?? 0);
					expect(gapMs).toBeGreaterThanOrEqual(1000 / each.ratePerSecond);
				}
			}
		}),
	);
});

test('every task is done, rejected or left, and no step is made twice', async () => {
	await fc.assert(
		fc.asyncProperty(plans, limits, async (list, each) => {
			const { made, left, rejected } = await simulate(list, each);
			const isLeft = new Set(left.map((task) => task.plan));
			const isRejected = new Set(rejected.map((task) => task.plan));
			expect(isLeft.size + isRejected.size).toBe(left.length + rejected.length);
			expect([...isLeft]).toEqual([...isLeft].sort((a, b) => a - b));
			for (const [index, { steps }] of list.entries()) {
				const count = made.filter((step) => step.plan === index).length;
				const isBroken = steps.at(-1)?.error !== undefined;
				if (isLeft.has(index)) expect(count).toBeLessThan(steps.length);
				else expect(count).toBe(steps.length);
				expect(isRejected.has(index)).toBe(isBroken && !isLeft.has(index));
			}
		}),
	);
});

test('only what is due later than is waited for is left', async () => {
	await fc.assert(
		fc.asyncProperty(plans, limits, async (list, each) => {
			const { made, left } = await simulate(list, { ...each, keepOrder: false });
			for (const task of left) {
				// When it was known that it had to wait: at the end of its last step.
				const endsMs = made.filter((step) => step.plan === task.plan).map(({ endMs }) => endMs);
				expect(task.dueMs).toBeGreaterThan(Math.max(0, ...endsMs) + WAIT_AT_MOST_MS);
			}
		}),
	);
});

test('no step waits while it is due and there is a slot for it', async () => {
	await fc.assert(
		fc.asyncProperty(plans, limits, async (list, each) => {
			const { concurrency, concurrencyPerEndpoint } = each;
			const { made } = await simulate(list, {
				...each,
				keepOrder: false,
				ratePerSecond: undefined,
			});
			for (const { startMs, dueMs, endpoint } of made) {
				for (let ms = dueMs; ms < startMs; ms += 1) {
					const isFull =
						runningAt(made, ms) === concurrency ||
						runningAt(madeAt(made, endpoint), ms) === concurrencyPerEndpoint;
					expect(isFull).toBe(true);
				}
			}
		}),
		{ numRuns: 50 },
	);
});

test('kept in order, no task of an endpoint begins before those in front of it are done', async () => {
	await fc.assert(
		fc.asyncProperty(plans, limits, async (list, each) => {
			const { made, left } = await simulate(list, { ...each, keepOrder: true });
			for (const endpoint of endpoints) {
				const order = madeAt(made, endpoint).map((step) => step.plan);
				expect(order).toEqual([...order].sort((a, b) => a - b));
				const leftHere = left.filter((task) => list[task.plan]?.endpoint === endpoint);
				const [firstLeft] = leftHere;
				if (firstLeft === undefined) continue;
				expect(Math.max(...order)).toBeLessThanOrEqual(firstLeft.plan);
				const expected = list.flatMap(({ endpoint: own }, index) =>
					own === endpoint && index >= firstLeft.plan ? [index] : [],
				);
				expect(leftHere.map((task) => task.plan)).toEqual(expected);
				const dues = leftHere.map(({ dueMs }) => dueMs);
				expect(dues).toEqual([...dues].sort((a, b) => a - b));
			}
		}),
	);
});

test('none starves: between two turns of an endpoint in line, each other has one turn at most', async () => {
	const counts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 6 });
	await fc.assert(
		fc.asyncProperty(counts, fc.infiniteStream(durationMs), async (lengths, durations) => {
			const list = lengths.flatMap((length, lane) =>
				[...durations.take(length)].map((ms) => ({
					endpoint: `${lane}`,
					dueMs: 0,
					steps: [{ durationMs: ms }],
				})),
			);
			const { made } = await simulate(list, { concurrency: 1 });
			const lastTurns = new Map<string, number>();
			for (const [turn, { endpoint }] of made.entries()) {
				const between = made.slice((lastTurns.get(endpoint) ?? -1) + 1, turn);
				const others = between.map((each) => each.endpoint);
				expect(new Set(others).size).toBe(others.length);
				lastTurns.set(endpoint, turn);
			}
		}),
	);
});

test('a cancellation at any time ends it, starts nothing more, and loses nothing', async () => {
	await fc.assert(
		fc.asyncProperty(plans, limits, fc.nat(800), async (list, each, cancelMs) => {
			const clock = createVirtualClock();
			void clock.wait(cancelMs).then(clock.cancel);
			const { made, left, rejected } = await simulate(list, each, clock);
			for (const { startMs } of made) expect(startMs).toBeLessThanOrEqual(cancelMs);
			const ended = list.filter(
				({ steps }, index) => made.filter((step) => step.plan === index).length === steps.length,
			);
			expect(ended.length + left.length).toBe(list.length);
			expect(rejected.length).toBeLessThanOrEqual(ended.length);
			expect(clock.sleepCount()).toBe(0);
		}),
	);
});
