import { readDeliveries } from '../../../nodes/shared/monitor/facts';
import type { DeliveryFact } from '../../../nodes/shared/monitor/facts';
import { percentile } from '../../../nodes/shared/monitor/statistics';
import { summarize } from '../../../nodes/shared/monitor/summary';
import { HOUR_MS, NOW_MS, record } from './support';

const DAY = { startMs: NOW_MS - 24 * HOUR_MS, endMs: NOW_MS };

const factsOf = (...records: object[]): DeliveryFact[] =>
	records.flatMap((each) => {
		const result = readDeliveries(each, 'Item');
		return result.ok ? result.value : [];
	});

test('deliveries of a day, added up', () => {
	const facts = factsOf(
		record({ id: 'a', endpoint: 'Shop', event: 'order.paid', attempts: [[1000, 100, 200]] }),
		record({
			id: 'b',
			endpoint: 'Shop',
			event: 'order.paid',
			attempts: [
				[3000, 300, 503],
				[2000, 200, 200],
			],
		}),
		record({
			id: 'c',
			endpoint: 'CRM',
			event: 'user.created',
			status: 'failed',
			reason: 'retriesExhausted',
			attempts: [[HOUR_MS, 30_000, 'timeout']],
		}),
		record({ id: 'd', endpoint: 'CRM', status: 'pending', attempts: [[500, 50, 503]] }),
		record({ id: 'e', endpoint: 'CRM', status: 'held' }),
		record({ id: 'f', endpoint: 'CRM', status: 'cancelled' }),
	);
	const { total, endpoints, events, window } = summarize(facts, DAY);
	expect(window).toEqual({ start: '2026-11-29T12:00:00.000Z', end: '2026-11-30T12:00:00.000Z' });
	expect(total).toEqual({
		deliveries: 6,
		delivered: 2,
		failed: 1,
		pending: 1,
		held: 1,
		cancelled: 1,
		successRate: 2 / 3,
		retryRate: 1 / 4,
		attempts: 5,
		// 50, 100, 200 and 300 ms: the timeout got no response.
		responseTimeMs: { average: 163, p50: 100, p95: 300, p99: 300 },
		errors: { timeout: 1 },
		failedInLast24Hours: 1,
		lastDeliveryAt: new Date(NOW_MS - 500).toISOString(),
	});
	expect(endpoints.map(({ name, deliveries }) => [name, deliveries])).toEqual([
		['CRM', 4],
		['Shop', 2],
	]);
	expect(events.map(({ name, delivered, failed }) => [name, delivered, failed])).toEqual([
		['order.paid', 2, 0],
		['user.created', 0, 1],
	]);
});

test('nothing at all has no rates', () => {
	expect(summarize([], DAY).total).toMatchObject({
		deliveries: 0,
		successRate: null,
		retryRate: null,
		responseTimeMs: null,
		lastDeliveryAt: null,
	});
});

test.each([
	['at the start of the window', 24 * HOUR_MS, 1],
	['just before it', 24 * HOUR_MS + 1, 0],
	['now', 0, 1],
	['later than now, by a clock that is ahead', -HOUR_MS, 1],
])('an attempt %s', (_, agoMs, count) => {
	const facts = factsOf(record({ attempts: [[agoMs, 1, 200]] }));
	expect(summarize(facts, DAY).total.deliveries).toBe(count);
});

test('failures of a longer window count for the last day only where they belong to it', () => {
	const failed = (id: string, agoMs: number) =>
		record({ id, status: 'failed', attempts: [[agoMs, 1, 500]] });
	const facts = factsOf(failed('a', HOUR_MS), failed('b', 30 * HOUR_MS));
	const week = { startMs: NOW_MS - 168 * HOUR_MS, endMs: NOW_MS };
	expect(summarize(facts, week).total).toMatchObject({ failed: 2, failedInLast24Hours: 1 });
});

test('failures of the last day are all of them where the window is shorter', () => {
	const facts = factsOf(record({ status: 'failed', attempts: [[2 * HOUR_MS, 1, 500]] }));
	const hour = { startMs: NOW_MS - HOUR_MS, endMs: NOW_MS };
	expect(summarize(facts, hour).total).toMatchObject({ failed: 0, failedInLast24Hours: 1 });
});

test('an endpoint that has gone quiet is listed, with when it was last heard of', () => {
	const facts = factsOf(record({ endpoint: 'Shop', attempts: [[30 * HOUR_MS, 1, 200]] }));
	expect(summarize(facts, DAY).endpoints).toMatchObject([
		{
			name: 'Shop',
			deliveries: 0,
			successRate: null,
			lastDeliveryAt: new Date(NOW_MS - 30 * HOUR_MS).toISOString(),
		},
	]);
});

test.each([
	[[5], 0.99, 5],
	[[1, 2], 0.5, 1],
	[[1, 2, 3, 4], 0.5, 2],
	[Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 95],
	[Array.from({ length: 101 }, (_, index) => index + 1), 0.95, 96],
])('the percentile of %j at %d', (sorted, share, expected) => {
	expect(percentile(sorted, share)).toBe(expected);
});

interface Raw {
	endpoint: string;
	status: string;
	attempts: Array<{ startedAt: string; durationMs: number; statusCode: number | null }>;
}

/** Plain loops over the raw records, which share nothing with the library. */
function addUpPlainly(records: readonly object[]) {
	const expected = { deliveries: 0, delivered: 0, failed: 0, retried: 0, attempts: 0 };
	const durations: number[] = [];
	const perEndpoint: Record<string, number> = {};
	for (const raw of records as unknown as Raw[]) {
		const lastAt = new Date(raw.attempts[raw.attempts.length - 1]?.startedAt ?? '').getTime();
		if (lastAt < NOW_MS - 24 * HOUR_MS) continue;
		expected.deliveries++;
		if (raw.status === 'delivered') expected.delivered++;
		if (raw.status === 'failed') expected.failed++;
		if (raw.attempts.length > 1) expected.retried++;
		expected.attempts += raw.attempts.length;
		perEndpoint[raw.endpoint] = (perEndpoint[raw.endpoint] ?? 0) + 1;
		for (const { statusCode, durationMs } of raw.attempts) {
			if (statusCode !== null) durations.push(durationMs);
		}
	}
	return { expected, durations, perEndpoint };
}

test('10,000 records, against a calculation that shares nothing with it', () => {
	// A fixed sequence (Lehmer), so that a failure can be seen again.
	let seed = 20_261_130;
	const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
	const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
	const records = Array.from({ length: 10_000 }, (_, index) => {
		const count = 1 + Math.floor(random() * 4);
		const status = pick(['delivered', 'delivered', 'delivered', 'failed', 'pending']);
		return record({
			id: `msg_${index}`,
			endpoint: pick(['A', 'B', 'C']),
			event: pick(['x', 'y']),
			status,
			attempts: Array.from({ length: count }, (__, attempt) => [
				Math.floor(random() * 48 * HOUR_MS) + 1,
				Math.floor(random() * 9000),
				attempt === count - 1 && status === 'delivered' ? 200 : pick([500, 429, 'timeout', 'dns']),
			]),
		});
	});
	const { total, endpoints } = summarize(factsOf(...records), DAY);

	const { expected, durations, perEndpoint } = addUpPlainly(records);
	const below = (limit: number) => durations.filter((each) => each <= limit).length;
	expect(total).toMatchObject({
		deliveries: expected.deliveries,
		delivered: expected.delivered,
		failed: expected.failed,
		attempts: expected.attempts,
	});
	expect(total.successRate).toBeCloseTo(
		expected.delivered / (expected.delivered + expected.failed),
		12,
	);
	expect(total.retryRate).toBeCloseTo(expected.retried / expected.deliveries, 12);
	expect(Object.fromEntries(endpoints.map(({ name, deliveries }) => [name, deliveries]))).toEqual(
		perEndpoint,
	);
	for (const [name, share] of [
		['p50', 0.5],
		['p95', 0.95],
		['p99', 0.99],
	] as const) {
		const value = total.responseTimeMs?.[name] ?? NaN;
		expect(durations).toContain(value);
		expect(below(value)).toBeGreaterThanOrEqual(share * durations.length);
		expect(below(value - 1)).toBeLessThan(share * durations.length);
	}
});
