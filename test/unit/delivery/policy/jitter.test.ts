import fc from 'fast-check';
import { applyJitter, jitters } from '../../../../nodes/shared/delivery/policy/jitter';
import type { Jitter } from '../../../../nodes/shared/delivery/policy/jitter';

const ALMOST_ONE = 1 - Number.EPSILON;

test.each<[Jitter, number, number, number]>([
	['none', 10_000, 10_000, 10_000],
	['full', 0, 5000, 10_000],
	['equal', 5000, 7500, 10_000],
	['twentyPercent', 8000, 10_000, 12_000],
])('%s turns 10 s into %i, %i or %i ms with the chances 0, 0.5 and almost 1', (jitter, ...ms) => {
	expect([0, 0.5, ALMOST_ONE].map((random) => applyJitter(10_000, jitter, random))).toEqual(ms);
});

test('there is no other way to vary a wait', () => {
	expect(jitters).toEqual(['none', 'full', 'equal', 'twentyPercent']);
});

const bounds: Readonly<Record<Jitter, readonly [number, number]>> = {
	none: [1, 1],
	full: [0, 1],
	equal: [0.5, 1],
	twentyPercent: [0.8, 1.2],
};

test.each(jitters)('%s stays within its bounds, in whole milliseconds', (jitter) => {
	const [least, most] = bounds[jitter];
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 604_800_000 }),
			fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
			(delayMs, random) => {
				const variedMs = applyJitter(delayMs, jitter, random);
				expect(Number.isInteger(variedMs)).toBe(true);
				expect(variedMs).toBeGreaterThanOrEqual(Math.floor(delayMs * least));
				expect(variedMs).toBeLessThanOrEqual(Math.ceil(delayMs * most));
			},
		),
	);
});
