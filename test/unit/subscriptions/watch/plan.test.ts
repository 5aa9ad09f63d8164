import type { CheckResult } from '../../../../nodes/shared/subscriptions/watch/checkResult';
import { createWatchPlan } from '../../../../nodes/shared/subscriptions/watch/plan';
import type { WatchReport, WatchSettings } from '../../../../nodes/shared/subscriptions/watch/plan';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = Date.parse('2026-11-30T12:00:00Z');

const inPlace: CheckResult = { kind: 'inPlace' };
const repaired: CheckResult = { kind: 'repaired' };
const down: CheckResult = { kind: 'unavailable', problem: 'It is down.' };
const forbidden: CheckResult = { kind: 'refused', problem: 'No permission.' };
const unreached: CheckResult = { kind: 'unreached', problem: 'n8n did not take it.' };

/** When it looked, in minutes since the start, and what was told, until so many minutes have passed. */
function live(
	minutes: number,
	resultAt: (minute: number) => CheckResult,
	settings: Partial<WatchSettings> = {},
) {
	const plan = createWatchPlan(
		{ intervalMs: 15 * MINUTE_MS, random: () => 0.5, isStart: true, ...settings },
		START,
	);
	const looks: number[] = [];
	const reports: Array<WatchReport & { readonly minute: number }> = [];
	while (plan.dueAt() <= START + minutes * MINUTE_MS) {
		const nowMs = plan.dueAt();
		const minute = (nowMs - START) / MINUTE_MS;
		looks.push(minute);
		const report = plan.note(resultAt(minute), nowMs);
		if (report) reports.push({ ...report, minute: Math.round(minute) });
	}
	return { looks, reports };
}

test('the first look comes within ten seconds of a start, the next ones at the interval', () => {
	const { looks, reports } = live(60, () => inPlace);
	expect(looks.map((minute) => Math.round(minute * 10) / 10)).toEqual([0.1, 15.1, 30.1, 45.1]);
	expect(reports).toEqual([]);
	const spread = [0, 0.999].map(
		(random) => live(20, () => inPlace, { random: () => random }).looks,
	);
	expect(spread).toEqual([
		[2 / 60, expect.closeTo(2 / 60 + 13.5, 1)],
		[expect.closeTo(10 / 60, 2), expect.closeTo(10 / 60 + 16.5, 1)],
	]);
});

test('publishing looks itself: the first look comes an interval later', () => {
	expect(live(40, () => inPlace, { isStart: false }).looks).toEqual([15, 30]);
});

test.each<[string, CheckResult, number]>([
	['is down', down, 2],
	['refuses', forbidden, 2],
	['needs a repair each time', repaired, 4],
	['is in place', inPlace, 4],
])('an hour of a service that %s costs few looks', (_title, result, count) => {
	expect(live(60, () => result).looks).toHaveLength(count);
});

test.each<[string, CheckResult]>([
	['is down', down],
	['refuses', forbidden],
	['needs a repair each time', repaired],
])('a day of it every minute, at a service that %s, costs few looks', (_title, result) => {
	expect(live(24 * 60, () => result, { intervalMs: MINUTE_MS }).looks.length).toBeLessThan(18);
});

test('a service that asks to be left alone is left alone for so long', () => {
	const limited: CheckResult = { ...down, retryAfterMs: 3 * HOUR_MS };
	const { looks } = live(400, () => limited, { random: () => 0 });
	expect(looks.map(Math.round)).toEqual([0, 180, 360]);
	const absurd: CheckResult = { ...down, retryAfterMs: 1e12 };
	expect(live(3 * 24 * 60, () => absurd).looks).toHaveLength(3);
});

test('trouble is told once, and that it is over once', () => {
	const { reports } = live(24 * 60, (minute) => (minute < 600 ? down : inPlace));
	expect(reports).toEqual([
		{ kind: 'trouble', cause: 'unavailable', problem: 'It is down.', minute: 90 },
		{ kind: 'recovered', minute: expect.any(Number) as number },
	]);
	expect(live(100, (minute) => (minute < 50 ? down : inPlace)).reports).toEqual([]);
	expect(live(600, () => forbidden).reports).toEqual([
		{ kind: 'trouble', cause: 'refused', problem: 'No permission.', minute: 0 },
	]);
});

test('refusals and failures in turn count as one trouble for the pauses, and are told once each', () => {
	let looks = 0;
	const { looks: times, reports } = live(24 * 60, () => ((looks += 1) % 2 ? down : forbidden));
	expect(times.length).toBeLessThan(12);
	expect(reports.map((report) => 'cause' in report && report.cause)).toEqual([
		'refused',
		'unavailable',
	]);
});

test('what is repaired again and again is told, and repaired less often', () => {
	const { looks, reports } = live(24 * 60, () => repaired);
	expect(looks.length).toBeLessThan(12);
	expect(reports).toEqual([
		expect.objectContaining({ kind: 'trouble', cause: 'contested', minute: 30 }),
	]);
});

test('an n8n that does not reach itself tries soon again, since it may be starting', () => {
	const { looks, reports } = live(60, (minute) => (minute < 1 ? unreached : inPlace));
	expect(looks.map((minute) => Math.round(minute * 10) / 10)).toEqual([
		0.1, 0.6, 1.6, 16.6, 31.6, 46.6,
	]);
	expect(reports).toEqual([]);
	const never = live(60, () => unreached);
	expect(never.looks.length).toBeLessThan(10);
	expect(never.reports).toEqual([
		expect.objectContaining({ kind: 'trouble', cause: 'unreached', minute: 8 }),
	]);
});
