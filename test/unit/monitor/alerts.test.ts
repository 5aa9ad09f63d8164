import { compareAlerts, findAlerts } from '../../../nodes/shared/monitor/alerts';
import type { Alert, AlertLimits, KnownAlert } from '../../../nodes/shared/monitor/alerts';
import { readDeliveries } from '../../../nodes/shared/monitor/facts';
import { summarize } from '../../../nodes/shared/monitor/summary';
import { HOUR_MS, NOW_MS, record } from './support';

const DAY = { startMs: NOW_MS - 24 * HOUR_MS, endMs: NOW_MS };

/** Deliveries of which some failed, each with one attempt. */
function summaryOf(
	delivered: number,
	failed: number,
	{ durationMs = 100, agoMs = HOUR_MS, endpoint = 'Shop' } = {},
) {
	const records = Array.from({ length: delivered + failed }, (_, index) =>
		record({
			id: `${endpoint}_${index}`,
			endpoint,
			status: index < delivered ? 'delivered' : 'failed',
			attempts: [[agoMs, durationMs, index < delivered ? 200 : 500]],
		}),
	);
	return records.flatMap((each) => {
		const result = readDeliveries(each, 'Item');
		return result.ok ? result.value : [];
	});
}

const rulesOf = (facts: ReturnType<typeof summaryOf>, limits: AlertLimits): string[] =>
	findAlerts(summarize(facts, DAY), limits).map(({ rule }) => rule);

// What lies at a limit is within it.
test.each<[string, ReturnType<typeof summaryOf>, AlertLimits, string[]]>([
	['10 failures of at most 10', summaryOf(0, 10), { maxFailed: 10 }, []],
	['11 failures', summaryOf(0, 11), { maxFailed: 10 }, ['failed']],
	['responses of 5 s', summaryOf(3, 0, { durationMs: 5000 }), { maxResponseTimeMs: 5000 }, []],
	[
		'of 5.001 s',
		summaryOf(3, 0, { durationMs: 5001 }),
		{ maxResponseTimeMs: 5000 },
		['responseTime'],
	],
	['95 of 100 delivered', summaryOf(95, 5), { minSuccessRate: 0.95 }, []],
	['94 of 100', summaryOf(94, 6), { minSuccessRate: 0.95 }, ['successRate']],
	['an attempt 2 h ago', summaryOf(1, 0, { agoMs: 2 * HOUR_MS }), { maxQuietMs: 2 * HOUR_MS }, []],
	[
		'a little longer ago',
		summaryOf(1, 0, { agoMs: 2 * HOUR_MS + 1 }),
		{ maxQuietMs: 2 * HOUR_MS },
		['quiet'],
	],
	[
		'an attempt before the window, but not too long ago',
		summaryOf(1, 0, { agoMs: 30 * HOUR_MS }),
		{ maxQuietMs: 48 * HOUR_MS },
		[],
	],
	['nothing at all', [], { maxQuietMs: HOUR_MS }, ['quiet']],
	['nothing at all, other limits', [], { maxFailed: 0, minSuccessRate: 1 }, []],
	['no limits', summaryOf(0, 100), {}, []],
	['several', summaryOf(0, 20), { maxFailed: 10, minSuccessRate: 0.95 }, ['failed', 'successRate']],
])('%s', (_, facts, limits, rules) => {
	expect(rulesOf(facts, limits)).toEqual(rules);
});

test('an alert says what was measured, and the limit', () => {
	const [alert] = findAlerts(summarize(summaryOf(1, 3), DAY), { minSuccessRate: 0.95 });
	expect(alert).toEqual({
		rule: 'successRate',
		value: 0.25,
		limit: 0.95,
		message: '25 % of deliveries succeeded; the limit is 95 %.',
	});
});

test('each endpoint has the limits, where that is asked for', () => {
	const facts = [...summaryOf(10, 0), ...summaryOf(0, 2, { endpoint: 'CRM' })];
	const alerts = findAlerts(summarize(facts, DAY), { minSuccessRate: 0.5 }, true);
	expect(alerts).toMatchObject([{ endpoint: 'CRM', rule: 'successRate' }]);
	expect(alerts[0]?.message).toMatch(/^CRM: 0 % of deliveries succeeded/);
	expect(findAlerts(summarize(facts, DAY), { minSuccessRate: 0.5 })).toEqual([]);
});

test('an endpoint that is quiet stays so once its last delivery has left the window', () => {
	const facts = [...summaryOf(1, 0), ...summaryOf(1, 0, { endpoint: 'CRM', agoMs: 30 * HOUR_MS })];
	const alerts = findAlerts(summarize(facts, DAY), { maxQuietMs: 12 * HOUR_MS }, true);
	expect(alerts).toMatchObject([{ endpoint: 'CRM', rule: 'quiet', value: 30 * HOUR_MS }]);
	expect(alerts[0]?.message).toBe('CRM: No delivery was attempted for 30 h; the limit is 12 h.');
});

test('an alert names an endpoint in one line of bounded length', () => {
	const facts = summaryOf(0, 1, { endpoint: `\u202e\n${'x'.repeat(100_000)}` });
	const [alert] = findAlerts(summarize(facts, DAY), { maxFailed: 0 }, true);
	expect(alert?.message.length).toBeLessThan(400);
	expect(alert?.message).not.toMatch(/[\u202e\n]/);
});

describe('from one check to the next', () => {
	const alert = (rule: Alert['rule'], value: number, endpoint?: string): Alert => ({
		rule,
		value,
		limit: 1,
		message: `${value}`,
		...(endpoint !== undefined && { endpoint }),
	});

	test('an alert begins once, whatever its value does, and ends once', () => {
		const first = compareAlerts([], [alert('failed', 11)]);
		expect(first).toMatchObject({ began: [{ value: 11 }], ended: [] });
		const second = compareAlerts(first.known, [alert('failed', 12)]);
		expect(second).toMatchObject({ began: [], ended: [], known: [{ value: 12 }] });
		const third = compareAlerts(second.known, []);
		expect(third).toEqual({ began: [], ended: [alert('failed', 12)], known: [] });
	});

	test('a value that goes up and down around its limit is one alert', () => {
		let known: readonly KnownAlert[] = [];
		const check = (...now: Alert[]) => {
			const changes = compareAlerts(known, now, 2);
			known = changes.known;
			return [changes.began.length, changes.ended.length];
		};
		const high = alert('failed', 11);
		expect([check(high), check(), check(high), check(), check(high)]).toEqual([
			[1, 0],
			[0, 0],
			[0, 0],
			[0, 0],
			[0, 0],
		]);
		expect([check(), check(), check()]).toEqual([
			[0, 0],
			[0, 1],
			[0, 0],
		]);
	});

	test('the same limit of another endpoint is another alert', () => {
		const changes = compareAlerts([alert('failed', 2, 'A')], [alert('failed', 2, 'B')]);
		expect(changes).toMatchObject({ began: [{ endpoint: 'B' }], ended: [{ endpoint: 'A' }] });
	});
});
