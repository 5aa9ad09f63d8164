import fc from 'fast-check';
import { CircuitBreaker } from '../../../../nodes/shared/delivery/health/circuitBreaker';

const nowMs = Date.parse('2023-11-14T22:13:20Z');
const MINUTE_MS = 60_000;
const settings = {
	failureShare: 0.5,
	minAttempts: 10,
	windowMs: 5 * MINUTE_MS,
	openMs: MINUTE_MS,
};

/** Attempts that take no time: `x` failed, `.` did not. */
function attempt(breaker: CircuitBreaker, results: string, atMs = nowMs): void {
	for (const each of results) breaker.record(each === 'x', atMs, atMs);
}

function openBreaker(): CircuitBreaker {
	const breaker = new CircuitBreaker(settings);
	attempt(breaker, 'xxxxxxxxxx');
	return breaker;
}

const allowed = { allowed: true };
const refusedUntil = (retryAtMs: number) => ({ allowed: false, retryAtMs });

describe('a closed circuit', () => {
	test.each([
		['xxxxxxxxx', 'closed'],
		['xxxxxxxxxx', 'open'],
		['.....xxxxx', 'open'],
		['......xxxxx', 'closed'],
		['......xxxxxx', 'open'],
		// Only a failure opens it, though the share was reached before.
		['xxxxx.....', 'closed'],
		['xxxxx.....x', 'open'],
	])('after %s is %s', (results, state) => {
		const breaker = new CircuitBreaker(settings);
		attempt(breaker, results);
		expect(breaker.state).toBe(state);
		expect(breaker.allow(nowMs).allowed).toBe(state === 'closed');
	});

	test('forgets what is older than the window', () => {
		const breaker = new CircuitBreaker(settings);
		attempt(breaker, 'xxxxxxxxx');
		attempt(breaker, 'x', nowMs + 5 * MINUTE_MS);
		expect(breaker.state).toBe('closed');
		attempt(breaker, 'xxxxxxxx', nowMs + 9 * MINUTE_MS);
		expect(breaker.state).toBe('closed');
		attempt(breaker, 'x', nowMs + 9 * MINUTE_MS);
		expect(breaker.state).toBe('open');
	});

	test('does not count what a clock that was set back has put into the future', () => {
		const breaker = new CircuitBreaker(settings);
		attempt(breaker, 'xxxxxxxxx', nowMs + 60 * MINUTE_MS);
		attempt(breaker, 'x');
		expect(breaker.state).toBe('closed');
	});
});

describe('an open circuit', () => {
	test('refuses for a while, and says until when', () => {
		const breaker = openBreaker();
		expect(breaker.allow(nowMs)).toEqual(refusedUntil(nowMs + MINUTE_MS));
		expect(breaker.allow(nowMs + MINUTE_MS - 1)).toEqual(refusedUntil(nowMs + MINUTE_MS));
		expect(breaker.state).toBe('open');
	});

	test('then lets one attempt through', () => {
		const breaker = openBreaker();
		expect(breaker.allow(nowMs + 90_000)).toEqual(allowed);
		expect(breaker.state).toBe('halfOpen');
		expect(breaker.allow(nowMs + 90_001)).toEqual(refusedUntil(nowMs + 150_000));
	});

	test('closes when that attempt succeeds, and what was before is forgotten', () => {
		const breaker = openBreaker();
		breaker.allow(nowMs + MINUTE_MS);
		attempt(breaker, '.', nowMs + MINUTE_MS);
		expect(breaker.state).toBe('closed');
		attempt(breaker, 'xxxxxxxxx', nowMs + MINUTE_MS);
		expect(breaker.state).toBe('closed');
	});

	test('opens again for as long when it fails', () => {
		const breaker = openBreaker();
		breaker.allow(nowMs + MINUTE_MS);
		breaker.record(true, nowMs + MINUTE_MS, nowMs + 80_000);
		expect(breaker.allow(nowMs + 139_999)).toEqual(refusedUntil(nowMs + 140_000));
		expect(breaker.allow(nowMs + 140_000)).toEqual(allowed);
	});

	test('lets another one through when nothing is ever heard of the first', () => {
		const breaker = openBreaker();
		breaker.allow(nowMs + MINUTE_MS);
		expect(breaker.allow(nowMs + 2 * MINUTE_MS)).toEqual(allowed);
	});

	test.each([true, false])('is not moved by attempts from before (failed: %s)', (isFailure) => {
		const breaker = openBreaker();
		breaker.record(isFailure, nowMs - 1, nowMs + 10);
		expect(breaker.allow(nowMs + MINUTE_MS - 1)).toEqual(refusedUntil(nowMs + MINUTE_MS));
		breaker.allow(nowMs + MINUTE_MS);
		breaker.record(isFailure, nowMs - 1, nowMs + MINUTE_MS + 1);
		expect(breaker.state).toBe('halfOpen');
	});

	test('holds nothing back for longer when the clock is set back', () => {
		expect(openBreaker().allow(nowMs - 60 * MINUTE_MS)).toEqual(allowed);
	});
});

test('whatever happens, an attempt is let through at the time that was named', () => {
	const step = fc.record({ isFailure: fc.boolean(), afterMs: fc.nat(2 * MINUTE_MS) });
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			const breaker = new CircuitBreaker({ ...settings, minAttempts: 2 });
			let atMs = nowMs;
			for (const { isFailure, afterMs } of steps) {
				atMs += afterMs;
				let permission = breaker.allow(atMs);
				if (!permission.allowed) {
					expect(permission.retryAtMs).toBeGreaterThan(atMs);
					expect(permission.retryAtMs).toBeLessThanOrEqual(atMs + settings.openMs);
					atMs = permission.retryAtMs;
					permission = breaker.allow(atMs);
				}
				expect(permission).toEqual(allowed);
				breaker.record(isFailure, atMs, atMs);
			}
		}),
	);
});

test('of all that ask while it is open, one is let through per period', () => {
	const breaker = openBreaker();
	let count = 0;
	for (let ms = 0; ms <= 10 * MINUTE_MS; ms += 100) {
		if (breaker.allow(nowMs + ms).allowed) count += 1;
	}
	expect(count).toBe(10);
});
