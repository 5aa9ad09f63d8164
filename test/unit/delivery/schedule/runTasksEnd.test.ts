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
