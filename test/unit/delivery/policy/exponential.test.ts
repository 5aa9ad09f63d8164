import fc from 'fast-check';
import { exponentialDelaysMs } from '../../../../nodes/shared/delivery/policy/exponential';

const settings = { maxRetries: 6, initialDelayMs: 1000, factor: 2, maxDelayMs: 10_000 };

test.each<[string, Partial<typeof settings>, number[]]>([
	['doubles up to the longest wait', {}, [1000, 2000, 4000, 8000, 10_000, 10_000]],
	['stays the same with the factor 1', { factor: 1, maxRetries: 3 }, [1000, 1000, 1000]],
	['takes a factor with a fraction', { factor: 1.5, maxRetries: 4 }, [1000, 1500, 2250, 3375]],
	[
		'starts at the longest wait when that is shorter',
		{ maxDelayMs: 500, maxRetries: 2 },
		[500, 500],
	],
	['waits not at all from nothing', { initialDelayMs: 0, maxRetries: 2 }, [0, 0]],
	['gives whole milliseconds', { initialDelayMs: 1, factor: 1.3, maxRetries: 4 }, [1, 1, 2, 2]],
	['has no wait without retries', { maxRetries: 0 }, []],
])('%s', (_, changes, expected) => {
	expect(exponentialDelaysMs({ ...settings, ...changes })).toEqual(expected);
});

test('waits never become shorter, nor longer than the longest', () => {
	const cases = fc.record({
		maxRetries: fc.integer({ min: 0, max: 10 }),
		initialDelayMs: fc.integer({ min: 0, max: 604_800_000 }),
		factor: fc.double({ min: 1, max: 10, noNaN: true }),
		maxDelayMs: fc.integer({ min: 0, max: 604_800_000 }),
	});
	fc.assert(
		fc.property(cases, (each) => {
			const delaysMs = exponentialDelaysMs(each);
			expect(delaysMs).toHaveLength(each.maxRetries);
			expect(delaysMs).toEqual([...delaysMs].sort((a, b) => a - b));
			expect(Math.max(0, ...delaysMs)).toBeLessThanOrEqual(each.maxDelayMs);
		}),
	);
});
