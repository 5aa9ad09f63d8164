import fc from 'fast-check';
import { backoffDelayMs } from '../../../nodes/shared/delivery/backoff';
import { decide } from '../../../nodes/shared/delivery/decide';
import type {
	Decision,
	NetworkErrorKind,
	RetryPolicy,
	TransportResult,
} from '../../../nodes/shared/delivery/types';
import { answer } from '../../support/runtime';

const nowMs = Date.parse('2023-11-14T22:13:20Z');
const policy: RetryPolicy = {
	maxRetries: 3,
	initialDelayMs: 1000,
	factor: 2,
	maxDelayMs: 60_000,
	jitter: 0.2,
};
const broken = (error: NetworkErrorKind): TransportResult => ({
	kind: 'networkError',
	error,
	message: 'broken',
});
const retry = (delayMs: number, reason = 'status') => ({
	kind: 'retry',
	reason,
	delayMs,
});
const failed = (reason: string) => ({ kind: 'failed', reason });

describe('decide', () => {
	test.each<[string, TransportResult, number, object]>([
		['200', answer(200), 1, { kind: 'delivered', reason: 'accepted' }],
		['204', answer(204), 4, { kind: 'delivered', reason: 'accepted' }],
		['301 is final', answer(301), 1, failed('redirect')],
		['307 is final', answer(307), 1, failed('redirect')],
		['410 is final', answer(410), 1, failed('gone')],
		['400 is tried again', answer(400), 1, retry(1000)],
		['404 is tried again', answer(404), 2, retry(2000)],
		['429 is tried again', answer(429), 3, retry(4000)],
		['503 at the last attempt', answer(503), 4, failed('retriesExhausted')],
		['a refused connection', broken('refused'), 1, retry(1000, 'networkError')],
		['a timeout', broken('timeout'), 2, retry(2000, 'networkError')],
		['a timeout at the last attempt', broken('timeout'), 4, failed('retriesExhausted')],
		['an address that n8n refuses', broken('blocked'), 1, failed('blocked')],
		['a cancelled execution', broken('cancelled'), 1, failed('cancelled')],
		['Retry-After shorter than the backoff', answer(503, { 'retry-after': '0' }), 2, retry(2000)],
		['Retry-After longer than the backoff', answer(503, { 'retry-after': '30' }), 1, retry(30_000)],
		[
			'Retry-After as a date',
			answer(429, { 'retry-after': 'Tue, 14 Nov 2023 22:13:50 GMT' }),
			1,
			retry(30_000),
		],
		['Retry-After at the limit', answer(503, { 'retry-after': '60' }), 1, retry(60_000)],
		['Retry-After beyond it', answer(503, { 'retry-after': '61' }), 1, failed('retryAfterTooLong')],
		['Retry-After that is no number', answer(503, { 'retry-after': '3x' }), 1, retry(1000)],
		['Retry-After with a success', answer(200, { 'retry-after': '99' }), 1, { kind: 'delivered' }],
	])('%s', (_, result, attemptNumber, expected) => {
		const decision = decide({
			policy,
			result,
			attemptNumber,
			nowMs,
			random: 0.5,
		});
		expect(decision).toMatchObject(expected);
	});

	test('never waits less than Retry-After, never more than allowed, never tries too often', () => {
		const cases = fc.record({
			maxRetries: fc.integer({ min: 0, max: 10 }),
			initialDelayMs: fc.integer({ min: 0, max: 60_000 }),
			maxDelayMs: fc.integer({ min: 0, max: 300_000 }),
			retryAfterSeconds: fc.integer({ min: 0, max: 400 }),
			attemptNumber: fc.integer({ min: 1, max: 12 }),
			random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
		});
		fc.assert(
			fc.property(cases, ({ attemptNumber, random, retryAfterSeconds, ...rest }) => {
				const each: RetryPolicy = { ...policy, ...rest };
				const result = answer(503, {
					'retry-after': String(retryAfterSeconds),
				});
				const decision: Decision = decide({
					policy: each,
					result,
					attemptNumber,
					nowMs,
					random,
				});
				if (decision.kind === 'delivered') return false;
				if (attemptNumber > each.maxRetries) return decision.kind === 'failed';
				if (decision.kind === 'failed') return retryAfterSeconds * 1000 > each.maxDelayMs;
				return decision.delayMs >= retryAfterSeconds * 1000 && decision.delayMs <= each.maxDelayMs;
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('backoffDelayMs', () => {
	test.each<[number, number, number]>([
		[1, 0.5, 1000],
		[2, 0.5, 2000],
		[3, 0.5, 4000],
		[7, 0.5, 60_000],
		[1000, 0.5, 60_000],
		[1, 0, 800],
		[1, 1, 1200],
		[7, 0, 48_000],
		[7, 1, 60_000],
	])('retry %i with chance %d waits %i ms', (retryNumber, random, expected) => {
		expect(backoffDelayMs(policy, retryNumber, random)).toBe(expected);
	});
});
