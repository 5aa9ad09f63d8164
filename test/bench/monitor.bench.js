// @ts-check
'use strict';

/*
 * What a dashboard costs: reading records, adding them up, and making the page. Run it after a build:
 * node test/bench/monitor.bench.js. It prints medians in milliseconds, of wall clock and of CPU time;
 * on a busy machine the second tells more.
 */

// As a variable, or the type checker would look into the build.
const DIST = '../../dist/nodes/shared/monitor';

const { latestOfEach, readDeliveries } = require(`${DIST}/facts.js`);
const { renderDashboard } = require(`${DIST}/page/dashboard.js`);
const { summarize } = require(`${DIST}/summary.js`);
const { median } = require('./rounds');

const SIZES = [10_000, 100_000];
const ROUNDS = 15;
const DAY_MS = 86_400_000;
const NOW = 1_700_000_000_000;

/** @param {number} index */
function recordOf(index) {
	const isFailed = index % 10 === 0;
	const statusCode = isFailed ? 503 : 200;
	const startedAtMs = NOW - 1000 - ((index * 7919) % (DAY_MS - 2000));
	return {
		id: `msg_${index}`,
		event: `order.${index % 10}`,
		endpoint: `Endpoint ${index % 20}`,
		url: 'https://receiver.example.com/webhooks',
		status: isFailed ? 'failed' : 'delivered',
		reason: isFailed ? 'retriesExhausted' : 'accepted',
		statusCode,
		attempts: Array.from({ length: index % 5 === 0 ? 3 : 1 }, (_, attempt) => ({
			number: attempt + 1,
			startedAt: new Date(startedAtMs + attempt).toISOString(),
			durationMs: (index * 31) % 3000,
			statusCode,
		})),
		response: { statusCode, headers: {}, body: { ok: !isFailed } },
		...(isFailed && { delivery: { version: 1 } }),
	};
}

/**
 * @template T
 * @param {{ wall: number[], cpu: number[] }} times
 * @param {() => T} work
 * @returns {T}
 */
function timed(times, work) {
	const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
	const result = work();
	const { user, system } = process.cpuUsage(cpuBefore);
	times.wall.push(performance.now() - startedAt);
	times.cpu.push((user + system) / 1000);
	return result;
}

/** @param {number} size */
function measure(size) {
	const records = Array.from({ length: size }, (_, index) => recordOf(index));
	const window = { startMs: NOW - DAY_MS, endMs: NOW };
	const steps = {
		read: { wall: [], cpu: [] },
		summarize: { wall: [], cpu: [] },
		page: { wall: [], cpu: [] },
	};
	for (let round = 0; round < ROUNDS; round += 1) {
		const read = timed(steps.read, () =>
			records.flatMap((record) => readDeliveries(record, 'Item').value),
		);
		const [facts, summary] = timed(steps.summarize, () => {
			const latest = latestOfEach(read);
			return [latest, summarize(latest, window)];
		});
		const page = { title: 'Deliveries', facts, summary, window, alerts: [] };
		timed(steps.page, () => renderDashboard(page));
	}
	const medians = Object.entries(steps).map(([step, { wall, cpu }]) => [
		step,
		{ wallMs: Math.round(median(wall)), cpuMs: Math.round(median(cpu)) },
	]);
	return { size, ...Object.fromEntries(medians) };
}

console.log(JSON.stringify(SIZES.map(measure)));
