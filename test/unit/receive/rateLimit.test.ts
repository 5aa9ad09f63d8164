import fc from 'fast-check';
import { createRateLimiter } from '../../../nodes/shared/receive/rateLimit';
import type { RateLimiter } from '../../../nodes/shared/receive/rateLimit';

const nowMs = Date.parse('2023-11-14T22:13:20Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Takes until it is refused, or until this many were let through. */
function takeUpTo(limiter: RateLimiter, key: string, atMs: number, most: number): number {
	let taken = 0;
	while (taken < most && limiter.take(key, atMs).ok) taken += 1;
	return taken;
}

const perMinute = (limit: number, maxKeys = 10): RateLimiter =>
	createRateLimiter({ limit, windowMs: MINUTE_MS, maxKeys });

describe('the limit', () => {
	// Limits that divide the window evenly, and limits that leave a fraction of a millisecond.
	test.each([1, 2, 7, 60, 717, 900, 7_000, 70_000, 1_000_000])(
		'of %d in a minute may be used in one burst, to the last one',
		(limit) => {
			expect(takeUpTo(perMinute(limit), 'a', nowMs, limit + 10)).toBe(limit);
		},
	);

	test('of a million in a second may be used in one burst, to the last one', () => {
		const limiter = createRateLimiter({ limit: 1_000_000, windowMs: 1_000, maxKeys: 1 });
		expect(takeUpTo(limiter, '', nowMs, 1_100_000)).toBe(1_000_000);
	});

	test('comes back evenly over the window', () => {
		const limiter = perMinute(3);
		expect(takeUpTo(limiter, 'a', nowMs, 9)).toBe(3);
		expect(takeUpTo(limiter, 'a', nowMs + 19_900, 9)).toBe(0);
		expect(takeUpTo(limiter, 'a', nowMs + 20_000, 9)).toBe(1);
		expect(takeUpTo(limiter, 'a', nowMs + 60_000, 9)).toBe(2);
	});

	test('is never more than one burst, however long it was quiet', () => {
		const limiter = perMinute(3);
		takeUpTo(limiter, 'a', nowMs, 9);
		expect(takeUpTo(limiter, 'a', nowMs + 100 * HOUR_MS, 9)).toBe(3);
	});

	test('holds over a long time for whoever never stops trying', () => {
		const limiter = perMinute(7);
		let taken = 0;
		for (let ms = 0; ms < HOUR_MS; ms += 250) taken += limiter.take('a', nowMs + ms).ok ? 1 : 0;
		// The burst, and 7 in each of 60 minutes; the one due at the end of the hour is not asked for.
		expect(taken).toBe(7 + 60 * 7 - 1);
	});

	test('is each key’s own', () => {
		const limiter = perMinute(2);
		expect(takeUpTo(limiter, 'a', nowMs, 9)).toBe(2);
		expect(takeUpTo(limiter, 'b', nowMs, 9)).toBe(2);
	});
});

describe('a refusal', () => {
	test.each([
		[3, 60_000, 0, 20],
		[3, 60_000, 4_500, 16],
		[3, 60_000, 19_500, 1],
		[100, 1_000, 0, 1],
		[1, 86_400_000, 0, 86_400],
	])(
		'says when to try again: %d in %d ms, %d ms after the burst, is %d s',
		(limit, windowMs, laterMs, retryAfterSeconds) => {
			const limiter = createRateLimiter({ limit, windowMs, maxKeys: 1 });
			takeUpTo(limiter, 'a', nowMs, limit);
			expect(limiter.take('a', nowMs + laterMs)).toEqual({
				ok: false,
				problem: { retryAfterSeconds },
			});
		},
	);

	test('costs nothing: whoever waits as told is let through, however often it was refused', () => {
		const limiter = perMinute(3);
		takeUpTo(limiter, 'a', nowMs, 3);
		for (let ms = 0; ms < 20_000; ms += 100) limiter.take('a', nowMs + ms);
		expect(limiter.take('a', nowMs + 20_000)).toEqual({ ok: true });
	});

	test('is followed by a success after the time that it names', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 1_000 }),
				fc.integer({ min: 1, max: HOUR_MS }),
				fc.nat(HOUR_MS),
				(limit, windowMs, laterMs) => {
					const limiter = createRateLimiter({ limit, windowMs, maxKeys: 1 });
					takeUpTo(limiter, 'a', nowMs, limit);
					const result = limiter.take('a', nowMs + laterMs);
					if (result.ok) return;
					const { retryAfterSeconds } = result.problem;
					expect(Number.isInteger(retryAfterSeconds)).toBe(true);
					const atMs = nowMs + laterMs + retryAfterSeconds * 1_000;
					expect(limiter.take('a', atMs)).toEqual({ ok: true });
				},
			),
		);
	});
});

describe('a clock that is set back', () => {
	test.each([1_000, 30_000, MINUTE_MS, HOUR_MS, 1_000 * HOUR_MS])(
		'by %d ms locks nobody out for longer than a window',
		(backMs) => {
			const limiter = perMinute(3);
			takeUpTo(limiter, 'a', nowMs, 3);
			const earlierMs = nowMs - backMs;
			let taken = 0;
			for (let ms = 0; ms <= MINUTE_MS; ms += 500) {
				taken += limiter.take('a', earlierMs + ms).ok ? 1 : 0;
			}
			expect(taken).toBeGreaterThanOrEqual(1);
			expect(takeUpTo(limiter, 'a', earlierMs + 2 * MINUTE_MS, 9)).toBeGreaterThanOrEqual(2);
		},
	);

	test('gives nobody more than one more burst', () => {
		const limiter = perMinute(3);
		takeUpTo(limiter, 'a', nowMs, 3);
		expect(takeUpTo(limiter, 'a', nowMs - HOUR_MS, 9)).toBeLessThanOrEqual(3);
	});
});

describe('the memory', () => {
	test('keeps those apart that were there last, as many as it may', () => {
		const limiter = perMinute(1, 100);
		for (let number = 0; number < 1_000; number += 1) limiter.take(`key ${number}`, nowMs);
		for (let number = 900; number < 1_000; number += 1) {
			expect(limiter.take(`key ${number}`, nowMs).ok).toBe(false);
		}
	});

	test('lets a key start afresh that was quiet while many others came', () => {
		const limiter = perMinute(1, 100);
		limiter.take('quiet', nowMs);
		for (let number = 0; number < 200; number += 1) limiter.take(`key ${number}`, nowMs);
		expect(limiter.take('quiet', nowMs)).toEqual({ ok: true });
	});

	test('forgets nobody for a key that it already knows', () => {
		const limiter = perMinute(2, 1);
		takeUpTo(limiter, 'a', nowMs, 2);
		takeUpTo(limiter, 'b', nowMs, 2);
		expect(limiter.take('a', nowMs).ok).toBe(false);
	});

	test('does not forget a key that comes again and again', () => {
		const limiter = perMinute(60, 100);
		expect(takeUpTo(limiter, 'busy', nowMs, 60)).toBe(60);
		let taken = 0;
		for (let second = 1; second <= 60; second += 1) {
			for (let other = 0; other < 50; other += 1) {
				limiter.take(`${second} ${other}`, nowMs + second * 1_000);
			}
			taken += takeUpTo(limiter, 'busy', nowMs + second * 1_000, 60);
		}
		expect(taken).toBe(60);
	});
});

/** A bucket of tokens for each key, counted in whole numbers. */
class TokenBuckets {
	private readonly buckets = new Map<string, { parts: bigint; atMs: number }>();

	constructor(
		private readonly limit: number,
		private readonly windowMs: number,
	) {}

	/** A token is `windowMs` parts, of which `limit` flow in every millisecond. */
	take(key: string, atMs: number): boolean {
		const token = BigInt(this.windowMs);
		const full = token * BigInt(this.limit);
		const bucket = this.buckets.get(key) ?? { parts: full, atMs };
		const filled = bucket.parts + BigInt((atMs - bucket.atMs) * this.limit);
		const parts = filled > full ? full : filled;
		const isEnough = parts >= token;
		this.buckets.set(key, { parts: isEnough ? parts - token : parts, atMs });
		return isEnough;
	}
}

test('decides like a bucket of tokens for each key', () => {
	const visit = fc.record({
		key: fc.constantFrom('a', 'b', 'c'),
		waitMs: fc.oneof(fc.constant(0), fc.nat(50), fc.nat(2_000)),
	});
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 20 }),
			// Below a second a thousandth of a take is less than the smallest part that matters.
			fc.integer({ min: 1, max: 999 }),
			fc.array(visit, { maxLength: 200 }),
			(limit, windowMs, visits) => {
				const limiter = createRateLimiter({ limit, windowMs, maxKeys: 3 });
				const buckets = new TokenBuckets(limit, windowMs);
				let atMs = nowMs;
				for (const { key, waitMs } of visits) {
					atMs += waitMs;
					expect(limiter.take(key, atMs).ok).toBe(buckets.take(key, atMs));
				}
			},
		),
		{ numRuns: 500 },
	);
});
