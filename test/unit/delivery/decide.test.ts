import fc from 'fast-check';
import { decide } from '../../../nodes/shared/delivery/decide';
import { jitters } from '../../../nodes/shared/delivery/policy/jitter';
import type { Decision } from '../../../nodes/shared/delivery/decide';
import type { NetworkErrorKind } from '../../../nodes/shared/http/networkError';
import type { TransportResult } from '../../../nodes/shared/http/transport';
import type { RetryPolicy } from '../../../nodes/shared/delivery/policy/retryPolicySchema';
import { endpointErrors, usualPolicy } from '../../support/delivery';
import { answer } from '../../support/runtime';

const nowMs = Date.parse('2023-11-14T22:13:20Z');

const decideOn = (
	result: TransportResult,
	{
		attemptNumber = 1,
		spentMs = 0,
		random = 0.5,
		canSplit = false,
		...changes
	}: Partial<RetryPolicy> & {
		attemptNumber?: number;
		spentMs?: number;
		random?: number;
		canSplit?: boolean;
	} = {},
): Decision =>
	decide({
		policy: { ...usualPolicy, ...changes },
		result,
		attemptNumber,
		firstAttemptAtMs: nowMs - spentMs,
		nowMs,
		random,
		canSplit,
	});

const broken = (error: NetworkErrorKind): TransportResult => ({
	kind: 'networkError',
	error,
	message: 'broken',
});
const delivered = { kind: 'delivered', reason: 'accepted' };
const failed = (reason: string) => ({ kind: 'failed', reason });
const retry = (delayMs: number, reason = 'status') => ({ kind: 'retry', reason, delayMs });

describe('statuses', () => {
	test.each([200, 201, 202, 204, 299])('%i is success', (statusCode) => {
		expect(decideOn(answer(statusCode))).toEqual(delivered);
	});

	test.each([300, 301, 302, 307, 308, 399])('%i is final', (statusCode) => {
		expect(decideOn(answer(statusCode))).toEqual(failed('redirect'));
	});

	test('410 is final', () => {
		expect(decideOn(answer(410))).toEqual(failed('gone'));
	});

	describe('with a message that can be split', () => {
		const canSplit = true;
		const tooLarge = { first: 413, last: 413 };
		const split = { kind: 'split', reason: 'tooLarge' };

		test('413 splits it, whatever the lists of statuses say and whatever retries are left', () => {
			expect(decideOn(answer(413), { canSplit })).toEqual(split);
			expect(decideOn(answer(413), { canSplit, finalStatuses: [tooLarge] })).toEqual(split);
			expect(decideOn(answer(413), { canSplit, retriedStatuses: [tooLarge] })).toEqual(split);
			expect(decideOn(answer(413), { canSplit, delaysMs: [] })).toEqual(split);
		});

		test('no other answer does, and no other message is split', () => {
			expect(decideOn(answer(200), { canSplit })).toEqual(delivered);
			expect(decideOn(answer(414), { canSplit })).toEqual(retry(1000));
			expect(decideOn(answer(413))).toEqual(retry(1000));
		});
	});

	test.each([400, 401, 403, 404, 408, 409, 411, 422, 425, 429, 500, 501, 503, 599, 999])(
		'%i is tried again',
		(statusCode) => {
			expect(decideOn(answer(statusCode))).toEqual(retry(1000));
		},
	);

	test.each<[number, object]>([
		[399, failed('redirect')],
		[400, failed('finalStatus')],
		[404, failed('finalStatus')],
		[405, retry(1000)],
		[410, failed('gone')],
		[422, failed('finalStatus')],
	])('with 400-404, 410 and 422 final, %i leads to %j', (statusCode, expected) => {
		const finalStatuses = [
			{ first: 400, last: 404 },
			{ first: 410, last: 410 },
			{ first: 422, last: 422 },
		];
		expect(decideOn(answer(statusCode), { finalStatuses })).toEqual(expected);
	});

	test.each([302, 410, 429])('a retried status comes before the rules: %i', (statusCode) => {
		const retriedStatuses = [{ first: statusCode, last: statusCode }];
		const finalStatuses = [{ first: 300, last: 499 }];
		expect(decideOn(answer(statusCode), { finalStatuses, retriedStatuses })).toEqual(retry(1000));
		expect(decideOn(answer(statusCode + 1), { finalStatuses, retriedStatuses }).kind).toBe(
			'failed',
		);
	});

	test('a retried status is given up when no retry is left', () => {
		const retriedStatuses = [{ first: 410, last: 410 }];
		expect(decideOn(answer(410), { retriedStatuses, attemptNumber: 4 })).toEqual(
			failed('retriesExhausted'),
		);
	});

	test('2xx is success whatever the lists say', () => {
		const everything = [{ first: 100, last: 999 }];
		expect(decideOn(answer(200), { finalStatuses: everything })).toEqual(delivered);
		expect(decideOn(answer(200), { retriedStatuses: everything })).toEqual(delivered);
	});
});

describe('network errors', () => {
	test.each(endpointErrors)('%s is tried again', (kind) => {
		expect(decideOn(broken(kind))).toEqual(retry(1000, 'networkError'));
		expect(decideOn(broken(kind), { attemptNumber: 4 })).toEqual(failed('retriesExhausted'));
	});

	test.each<NetworkErrorKind>(['blocked', 'cancelled'])('%s is final', (kind) => {
		expect(decideOn(broken(kind))).toEqual(failed(kind));
	});
});

describe('the schedule', () => {
	test.each<[number, object]>([
		[1, retry(1000)],
		[2, retry(2000)],
		[3, retry(4000)],
		[4, failed('retriesExhausted')],
		[5, failed('retriesExhausted')],
	])('after attempt %i', (attemptNumber, expected) => {
		expect(decideOn(answer(503), { attemptNumber })).toEqual(expected);
	});

	test('without retries the first attempt is the last', () => {
		expect(decideOn(answer(503), { delaysMs: [] })).toEqual(failed('retriesExhausted'));
	});
});

describe('Retry-After', () => {
	const withRetryAfter = (value: string, statusCode = 503) =>
		answer(statusCode, { 'retry-after': value });

	test.each<[string, string, object]>([
		['shorter than the schedule', '0', retry(1000)],
		['longer than the schedule', '30', retry(30_000)],
		['a date', 'Tue, 14 Nov 2023 22:13:50 GMT', retry(30_000)],
		['a date in the past', 'Tue, 14 Nov 2023 22:13:10 GMT', retry(1000)],
		['at the limit', '60', retry(60_000)],
		['beyond the limit', '61', failed('retryAfterTooLong')],
		['a date beyond the limit', 'Tue, 14 Nov 2023 22:14:21 GMT', failed('retryAfterTooLong')],
		['neither a number nor a date', '3x', retry(1000)],
	])('%s', (_, value, expected) => {
		expect(decideOn(withRetryAfter(value))).toEqual(expected);
	});

	test.each([400, 429, 500])('counts with %i as well', (statusCode) => {
		expect(decideOn(withRetryAfter('30', statusCode))).toEqual(retry(30_000));
	});

	test('changes nothing about a success, a final status or a last attempt', () => {
		expect(decideOn(withRetryAfter('99', 200))).toEqual(delivered);
		expect(decideOn(withRetryAfter('30', 410))).toEqual(failed('gone'));
		expect(decideOn(withRetryAfter('99'), { attemptNumber: 4 })).toEqual(
			failed('retriesExhausted'),
		);
	});

	test.each(jitters)('is not undercut with jitter %s', (jitter) => {
		expect(decideOn(withRetryAfter('30'), { jitter, random: 0 })).toEqual(retry(30_000));
	});

	test('a limit of 0 obeys none', () => {
		expect(decideOn(withRetryAfter('1'), { maxRetryAfterMs: 0 })).toEqual(
			failed('retryAfterTooLong'),
		);
		expect(decideOn(withRetryAfter('0'), { maxRetryAfterMs: 0 })).toEqual(retry(1000));
	});
});

describe('the time budget', () => {
	test.each<[string, number, object]>([
		['ends when the retry would begin', 6000, retry(1000)],
		['ends a millisecond earlier', 6001, failed('budgetExhausted')],
		['is spent already', 8000, failed('budgetExhausted')],
	])('%s', (_, spentMs, expected) => {
		expect(decideOn(answer(503), { spentMs, totalBudgetMs: 7000 })).toEqual(expected);
	});

	test('counts the wait that the receiver asks for', () => {
		const result = answer(503, { 'retry-after': '8' });
		expect(decideOn(result, { totalBudgetMs: 7999 })).toEqual(failed('budgetExhausted'));
		expect(decideOn(result, { totalBudgetMs: 8000 })).toEqual(retry(8000));
	});

	test('does not matter to a success that comes late', () => {
		expect(decideOn(answer(200), { spentMs: 9000, totalBudgetMs: 7000 })).toEqual(delivered);
	});
});

const statusRanges = fc.array(
	fc
		.tuple(fc.integer({ min: 300, max: 999 }), fc.integer({ min: 300, max: 999 }))
		.map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
	{ maxLength: 2 },
);
const policies: fc.Arbitrary<RetryPolicy> = fc.record({
	delaysMs: fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 12 }),
	jitter: fc.constantFrom(...jitters),
	maxRetryAfterMs: fc.integer({ min: 60_000, max: 300_000 }),
	totalBudgetMs: fc.option(fc.integer({ min: 0, max: 900_000 }), { nil: undefined, freq: 2 }),
	finalStatuses: fc.oneof(fc.constant([]), statusRanges),
	retriedStatuses: statusRanges,
});
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempts = fc.array(
	fc.record({
		statusCode: fc.oneof(
			{ weight: 9, arbitrary: fc.constant(503) },
			{ weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
		),
		retryAfterSeconds: fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined, freq: 2 }),
		durationMs: fc.integer({ min: 0, max: 30_000 }),
		random,
	}),
	{ minLength: 13, maxLength: 13 },
);

const isFair = (each: RetryPolicy, retryNumber: number, askedMs: number, delayMs: number) => {
	const plannedMs = each.delaysMs[retryNumber - 1] ?? NaN;
	const longestMs = Math.max(askedMs, Math.ceil(plannedMs * 1.2));
	return askedMs <= each.maxRetryAfterMs && askedMs <= delayMs && delayMs <= longestMs;
};

test('a whole delivery keeps to its policy, whatever the receiver does', () => {
	let retries = 0;
	fc.assert(
		fc.property(policies, attempts, (each, answers) => {
			let clockMs = nowMs;
			for (const [index, { statusCode, retryAfterSeconds = 0, ...rest }] of answers.entries()) {
				expect(clockMs - nowMs).toBeLessThanOrEqual(each.totalBudgetMs ?? Infinity);
				expect(index).toBeLessThanOrEqual(each.delaysMs.length);
				clockMs += rest.durationMs;
				const decision = decide({
					policy: each,
					result: answer(statusCode, { 'retry-after': String(retryAfterSeconds) }),
					attemptNumber: index + 1,
					firstAttemptAtMs: nowMs,
					nowMs: clockMs,
					random: rest.random,
				});
				expect(decision.kind === 'delivered').toBe(statusCode < 300);
				if (decision.kind !== 'retry') return;
				retries += 1;
				expect(isFair(each, index + 1, retryAfterSeconds * 1000, decision.delayMs)).toBe(true);
				clockMs += decision.delayMs;
			}
			throw new Error('It never ended');
		}),
		{ numRuns: 2000 },
	);
	// Else nothing above was put to the test.
	expect(retries).toBeGreaterThan(1000);
});
