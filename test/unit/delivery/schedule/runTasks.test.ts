import { runTasks } from '../../../../nodes/shared/delivery/schedule/runTasks';
import { createVirtualClock } from '../../../support/virtualClock';
import { noLimits, plansOf, simulate } from './simulation';
import type { Made } from './simulation';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const startsOf = (made: readonly Made[], endpoint: string): number[] =>
	made.filter((each) => each.endpoint === endpoint).map(({ startMs }) => startMs);

test('without tasks it ends at once', async () => {
	expect(await simulate([], {})).toEqual({ made: [], left: [], rejected: [], elapsedMs: 0 });
});

test('a task that waits for its next step holds no slot', async () => {
	const { made, elapsedMs } = await simulate(
		[
			{
				endpoint: 'a',
				dueMs: 0,
				steps: [{ durationMs: 10, againAfterMs: 1000 }, { durationMs: 10 }],
			},
			...plansOf('a', 3, 100),
		],
		{ concurrency: 1 },
	);
	expect(made.map(({ plan, startMs }) => [plan, startMs])).toEqual([
		[0, 0],
		[1, 10],
		[2, 110],
		[3, 210],
		[0, 1010],
	]);
	expect(elapsedMs).toBe(1020);
});

describe('fairness', () => {
	test('endpoints take turns, however long their queues are', async () => {
		const { made } = await simulate(
			[...plansOf('long', 1000, 10), ...plansOf('short', 3, 10), ...plansOf('other', 2, 10)],
			{ concurrency: 1 },
		);
		expect(made.slice(0, 9).map(({ endpoint }) => endpoint)).toEqual([
			...['long', 'short', 'other', 'long', 'short', 'other'],
			...['long', 'short', 'long'],
		]);
	});

	test('an endpoint that hangs does not delay the others', async () => {
		const others = ['b', 'c', 'd'].flatMap((endpoint) => plansOf(endpoint, 10, 50));
		const { made } = await simulate([...plansOf('hangs', 100, 30_000), ...others], {
			concurrency: 50,
			concurrencyPerEndpoint: 10,
		});
		expect(startsOf(made, 'hangs')).toHaveLength(100);
		for (const endpoint of ['b', 'c', 'd']) {
			expect(startsOf(made, endpoint)).toEqual(Array.from({ length: 10 }, () => 0));
		}
	});

	test('an endpoint whose task comes back is not put before those that are in line', async () => {
		const again = { durationMs: 10, againAfterMs: 0 };
		const { made } = await simulate(
			[
				{ endpoint: 'a', dueMs: 0, steps: [again, again, { durationMs: 10 }] },
				...plansOf('b', 2, 10),
			],
			{ concurrency: 1 },
		);
		expect(made.map(({ endpoint }) => endpoint).join('')).toBe('ababa');
	});
});

describe('in order', () => {
	test('a task waits for the end of the one before it, its retries included', async () => {
		const { made } = await simulate(
			[
				{
					endpoint: 'a',
					dueMs: 500,
					steps: [{ durationMs: 10, againAfterMs: 1000 }, { durationMs: 10 }],
				},
				...plansOf('a', 1, 10),
				...plansOf('b', 1, 10),
			],
			{ keepOrder: true },
		);
		expect(made.map(({ plan, startMs }) => [plan, startMs])).toEqual([
			[2, 0],
			[0, 500],
			[0, 1510],
			[1, 1520],
		]);
	});

	test('those behind a task that has to wait longer wait, too, and are not due before it', async () => {
		const { made, left } = await simulate(
			[
				...plansOf('a', 1, 10),
				{ endpoint: 'a', dueMs: 0, steps: [{ durationMs: 10, againAfterMs: 70_000 }] },
				...plansOf('a', 1, 10),
				{ endpoint: 'a', dueMs: 90_000, steps: [{ durationMs: 10 }] },
				...plansOf('a', 1, 10),
				...plansOf('b', 1, 10),
			],
			{ keepOrder: true, waitAtMostMs: 60_000 },
		);
		expect(made.map(({ plan }) => plan).sort()).toEqual([0, 1, 5]);
		expect(left).toEqual([
			{ plan: 1, dueMs: 70_020 },
			{ plan: 2, dueMs: 70_020 },
			{ plan: 3, dueMs: 90_000 },
			{ plan: 4, dueMs: 90_000 },
		]);
	});
});

describe('the rate', () => {
	test('spaces the steps of an endpoint evenly and leaves the others alone', async () => {
		const { made } = await simulate([...plansOf('a', 4, 10), ...plansOf('b', 1, 10)], {
			ratePerSecond: 4,
		});
		expect(startsOf(made, 'a')).toEqual([0, 250, 500, 750]);
		expect(startsOf(made, 'b')).toEqual([0]);
	});

	test('counts retries, and gives back no time that was not used', async () => {
		const { made } = await simulate(
			[
				{
					endpoint: 'a',
					dueMs: 0,
					steps: [{ durationMs: 10, againAfterMs: 5000 }, { durationMs: 10 }],
				},
				{ endpoint: 'a', dueMs: 5010, steps: [{ durationMs: 10 }] },
			],
			{ ratePerSecond: 1 },
		);
		expect(startsOf(made, 'a')).toEqual([0, 5010, 6010]);
	});

	test('so low that the next step is due too late leaves the rest, due in its time', async () => {
		const { made, left } = await simulate(plansOf('a', 3, 10), {
			ratePerSecond: 0.01,
			waitAtMostMs: 60_000,
		});
		expect(made).toHaveLength(1);
		expect(left).toEqual([
			{ plan: 1, dueMs: 100_000 },
			{ plan: 2, dueMs: 100_000 },
		]);
	});
});

describe('a task that is due too late', () => {
	test.each([
		[60_000, 1],
		[60_001, 0],
	])('is left: %d ms ahead where 60 s are waited', async (dueMs, steps) => {
		const { made, left } = await simulate([{ endpoint: 'a', dueMs, steps: [{ durationMs: 1 }] }], {
			waitAtMostMs: 60_000,
		});
		expect(made).toHaveLength(steps);
		expect(left).toEqual(steps === 1 ? [] : [{ plan: 0, dueMs }]);
	});

	test('does not keep the others from being waited for', async () => {
		const { made, left, elapsedMs } = await simulate(
			[
				{ endpoint: 'a', dueMs: 61_000, steps: [{ durationMs: 10 }] },
				{ endpoint: 'a', dueMs: 59_000, steps: [{ durationMs: 10, againAfterMs: 60_500 }] },
				{ endpoint: 'a', dueMs: 0, steps: [{ durationMs: 10, againAfterMs: 60_000 }] },
			].map((plan) => ({ ...plan, steps: [...plan.steps, { durationMs: 10 }] })),
			{ waitAtMostMs: 60_000 },
		);
		expect(made.map(({ plan, startMs }) => [plan, startMs])).toEqual([
			[2, 0],
			[1, 59_000],
			[2, 60_010],
		]);
		expect(left).toEqual([
			{ plan: 0, dueMs: 61_000 },
			{ plan: 1, dueMs: 119_510 },
		]);
		expect(elapsedMs).toBe(60_020);
	});
});

test('a wait of many days is slept through in parts that a timer can count', async () => {
	const clock = createVirtualClock();
	const sleeps: number[] = [];
	const runtime = {
		...clock.runtime,
		sleep: async (delayMs: number) => {
			sleeps.push(delayMs);
			await clock.runtime.sleep(delayMs);
		},
	};
	const startedAtMs: number[] = [];
	const task = {
		endpoint: 'a',
		dueAtMs: clock.startMs + 30 * DAY_MS + 1,
		step: async () => {
			startedAtMs.push(clock.elapsedMs());
			return { kind: 'done' } as const;
		},
	};
	await clock.run(runTasks([task], { ...noLimits, waitAtMostMs: Infinity }, runtime));
	expect(startedAtMs).toEqual([30 * DAY_MS + 1]);
	expect(Math.max(...sleeps)).toBeLessThan(2 ** 31);
});

describe('a step that is rejected', () => {
	const error = new Error('broken');
	const broken = { endpoint: 'a', dueMs: 0, steps: [{ durationMs: 10, error }] };

	test.each([false, true])('ends its task alone, order kept: %s', async (keepOrder) => {
		const { made, rejected, left } = await simulate(
			[broken, ...plansOf('a', 2, 10), ...plansOf('b', 1, 10)],
			{ keepOrder, concurrencyPerEndpoint: 1 },
		);
		expect(rejected).toEqual([{ plan: 0, error }]);
		expect(left).toEqual([]);
		expect(made.map(({ plan }) => plan).sort()).toEqual([0, 1, 2, 3]);
	});

	test('may throw without a promise', async () => {
		const clock = createVirtualClock();
		const task = {
			endpoint: 'a',
			dueAtMs: 0,
			step: () => {
				throw error;
			},
		};
		const report = await clock.run(runTasks([task], noLimits, clock.runtime));
		expect(report).toEqual({ left: [], rejected: [{ task, error }] });
	});
});

describe('a cancellation', () => {
	test('starts nothing more, waits for what is running and leaves the rest', async () => {
		const clock = createVirtualClock();
		void clock.wait(150).then(clock.cancel);
		const { made, left, elapsedMs } = await simulate(
			[
				{ endpoint: 'a', dueMs: 0, steps: [{ durationMs: 100, againAfterMs: 900 }] },
				...plansOf('b', 3, 200),
				{ endpoint: 'c', dueMs: 5000, steps: [{ durationMs: 1 }] },
			],
			{ concurrencyPerEndpoint: 1 },
			clock,
		);
		expect(made.map(({ plan }) => plan)).toEqual([0, 1]);
		expect(left).toEqual([
			{ plan: 0, dueMs: 1000 },
			{ plan: 2, dueMs: 0 },
			{ plan: 3, dueMs: 0 },
			{ plan: 4, dueMs: 5000 },
		]);
		expect(elapsedMs).toBe(200);
	});

	test('ends a wait at once', async () => {
		const clock = createVirtualClock();
		void clock.wait(150).then(clock.cancel);
		const plan = { endpoint: 'a', dueMs: 5000, steps: [{ durationMs: 1 }] };
		const { left, elapsedMs } = await simulate([plan], {}, clock);
		expect(left).toEqual([{ plan: 0, dueMs: 5000 }]);
		expect(elapsedMs).toBe(150);
	});

	test('beforehand lets nothing start', async () => {
		const clock = createVirtualClock();
		clock.cancel();
		const { made, left } = await simulate(plansOf('a', 2, 1), {}, clock);
		expect([made, left.length]).toEqual([[], 2]);
	});
});

test('no slots at all leave everything, instead of waiting for ever', async () => {
	for (const limits of [{ concurrency: 0 }, { concurrencyPerEndpoint: 0 }]) {
		const { made, left } = await simulate(plansOf('a', 2, 1), limits);
		expect([made, left.length]).toEqual([[], 2]);
	}
});

test('10,000 tasks at 1,000 endpoints are done with a few sleeps at a time', async () => {
	const clock = createVirtualClock();
	let sleepCount = 0;
	let mostSleeps = 0;
	const plans = Array.from({ length: 10_000 }, (_, index) => ({
		endpoint: `endpoint ${index % 1000}`,
		dueMs: 0,
		steps: [{ durationMs: 5, againAfterMs: 1000 + (index % 97) }, { durationMs: 5 }],
	}));
	const { runtime } = clock;
	const counted = {
		...clock,
		runtime: {
			...runtime,
			sleep: async (delayMs: number) => {
				sleepCount += 1;
				const ended = runtime.sleep(delayMs);
				mostSleeps = Math.max(mostSleeps, clock.sleepCount());
				await ended;
			},
		},
	};
	const { made, left } = await simulate(
		plans,
		{ concurrency: 50, concurrencyPerEndpoint: 10 },
		counted,
	);
	expect(made).toHaveLength(20_000);
	expect(left).toEqual([]);
	expect(sleepCount).toBeLessThanOrEqual(20_000);
	expect(mostSleeps).toBeLessThan(100);
	expect(clock.sleepCount()).toBe(0);
});
