import { createVirtualClock } from '../../../support/virtualClock';
import { plansOf, simulate } from './simulation';

const END_MS = 20_000;

describe('when all has to be over at a given time', () => {
	test.each([
		[END_MS, 1],
		[END_MS + 1, 0],
	])('a task that is due %d ms ahead is done or left', async (dueMs, steps) => {
		const clock = createVirtualClock();
		const plan = { endpoint: 'a', dueMs, steps: [{ durationMs: 1 }] };
		const limits = { waitAtMostMs: 60_000, endsByMs: clock.startMs + END_MS };
		const { made, left } = await simulate([plan], limits, clock);
		expect(made).toHaveLength(steps);
		expect(left).toEqual(steps === 1 ? [] : [{ plan: 0, dueMs }]);
	});

	test('one that is due at once is done, however late it is', async () => {
		const clock = createVirtualClock();
		const limits = { endsByMs: clock.startMs - 1 };
		const { made } = await simulate(plansOf('a', 2, 10), limits, clock);
		expect(made).toHaveLength(2);
	});
});

describe('when steps begin only until a given time', () => {
	test('what is due but has not begun by then is left; what runs is brought to its end', async () => {
		const clock = createVirtualClock();
		const limits = {
			concurrency: 2,
			concurrencyPerEndpoint: 2,
			startsUntilMs: clock.startMs + END_MS,
		};
		// Each step takes 15 s, two at a time: two begin at once, two after 15 s, and no more after 30 s.
		const { made, left } = await simulate(plansOf('a', 6, 15_000), limits, clock);
		expect(made).toHaveLength(4);
		expect(left.map(({ plan }) => plan)).toEqual([4, 5]);
		expect(clock.runtime.nowMs()).toBe(clock.startMs + 30_000);
	});

	test('nobody waits beyond that time, not even for a step that is due soon after', async () => {
		const clock = createVirtualClock();
		const plan = {
			endpoint: 'a',
			dueMs: END_MS - 1,
			steps: [{ durationMs: 10, againAfterMs: 5 }, { durationMs: 1 }],
		};
		const startsUntilMs = clock.startMs + END_MS;
		const limits = { waitAtMostMs: 60_000, startsUntilMs };
		const { made, left } = await simulate([plan], limits, clock);
		expect(made).toHaveLength(1);
		expect(left).toHaveLength(1);
	});
});
