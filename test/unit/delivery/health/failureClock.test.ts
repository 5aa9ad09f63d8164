import { FailureClock } from '../../../../nodes/shared/delivery/health/failureClock';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const settings = { disableAfterMs: 5 * DAY_MS, minSpanMs: 12 * HOUR_MS, maxSpanMs: DAY_MS };
const nowMs = Date.parse('2023-11-14T22:13:20Z');

/** A clock that has seen failures at these hours. */
function failedAt(hours: readonly number[], clock = new FailureClock(settings)): FailureClock {
	for (const hour of hours) clock.record(false, nowMs + hour * HOUR_MS);
	return clock;
}

const everyHours = (step: number, last: number): number[] =>
	Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);

test('an endpoint of which nothing is known is not failing', () => {
	const clock = new FailureClock(settings);
	expect([clock.failingSinceMs, clock.isDisableAdvised]).toEqual([undefined, false]);
});

test('an outage begins with the first failure and ends with any success', () => {
	const clock = failedAt([0, 1, 5]);
	expect(clock.failingSinceMs).toBe(nowMs);
	clock.record(true, nowMs + 6 * HOUR_MS);
	expect(clock.failingSinceMs).toBeUndefined();
	failedAt([7], clock);
	expect(clock.failingSinceMs).toBe(nowMs + 7 * HOUR_MS);
});

test.each<[string, number[], boolean]>([
	['failures every hour for five days', everyHours(1, 120), true],
	['failures every hour for an hour less', everyHours(1, 119), false],
	['failures every 12 hours for five days', everyHours(12, 120), true],
	['two failures 12 hours apart and one at the end', [0, 12, 120], true],
	['two failures a day apart and one at the end', [0, 24, 120], true],
	['two failures 11 hours apart and one at the end', [0, 11, 120], false],
	['two failures five days apart', [0, 120], false],
	['a failure every 25 hours', everyHours(25, 500), false],
	['a thousand failures in an hour', everyHours(0.001, 1), false],
	[
		'a thousand failures in an hour, and one five days later',
		[...everyHours(0.001, 1), 120],
		false,
	],
])('%s', (_, hours, isDisableAdvised) => {
	expect(failedAt(hours).isDisableAdvised).toBe(isDisableAdvised);
});

test('two mishaps are no outage: it begins with the later one', () => {
	expect(failedAt([0, 25]).failingSinceMs).toBe(nowMs + 25 * HOUR_MS);
});

test('a success in between starts the five days afresh', () => {
	const clock = failedAt(everyHours(1, 119));
	clock.record(true, nowMs + 119.5 * HOUR_MS);
	failedAt(everyHours(1, 130).slice(120), clock);
	expect(clock.isDisableAdvised).toBe(false);
});

describe('after a restart', () => {
	const restored = (sinceHour = 0): FailureClock => {
		const clock = new FailureClock(settings);
		clock.restore(nowMs + sinceHour * HOUR_MS);
		return clock;
	};

	test('an outage goes on where it was', () => {
		expect(restored().failingSinceMs).toBe(nowMs);
		expect(restored().isDisableAdvised).toBe(false);
		expect(failedAt([119], restored()).isDisableAdvised).toBe(false);
		expect(failedAt([120], restored()).isDisableAdvised).toBe(true);
		expect(failedAt([30, 119, 120], restored()).failingSinceMs).toBe(nowMs);
	});

	test('a success ends it all the same', () => {
		const clock = restored();
		clock.record(true, nowMs + HOUR_MS);
		expect(clock.failingSinceMs).toBeUndefined();
	});

	test('one message that fails again soon does not make an outage', () => {
		expect(failedAt([1, 120], restored()).isDisableAdvised).toBe(false);
	});

	test('an outage that has ended does not come back', () => {
		const clock = new FailureClock(settings);
		clock.record(true, nowMs + HOUR_MS);
		clock.restore(nowMs);
		expect(clock.failingSinceMs).toBeUndefined();
		clock.restore(nowMs + 2 * HOUR_MS);
		expect(clock.failingSinceMs).toBe(nowMs + 2 * HOUR_MS);
	});

	test('what was seen since then counts more', () => {
		const clock = failedAt([10]);
		clock.restore(nowMs);
		expect(clock.failingSinceMs).toBe(nowMs + 10 * HOUR_MS);
	});
});

test('a clock that was far ahead does not keep an outage in the future', () => {
	const clock = failedAt([1000]);
	failedAt([0], clock);
	expect(clock.failingSinceMs).toBe(nowMs);
});
