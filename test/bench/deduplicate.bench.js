// @ts-check
'use strict';

/*
 * What remembering costs per request, and per remembered event, from ten to a million of them.
 * Started by run.js with --expose-gc; prints its results as one line of JSON.
 */

// As a variable, or the type checker would look into the build.
const DIST = '../../dist/nodes/shared/receive';

const { createDeduplicator } = require(`${DIST}/deduplicate/deduplicator.js`);
const { messageKey } = require(`${DIST}/deduplicate/messageKey.js`);
const { createRateLimiter } = require(`${DIST}/rateLimit.js`);
const { median } = require('./rounds');

/** Fewer keys take less memory than what else comes and goes in the heap meanwhile. */
const MIN_MEASURABLE = 10_000;

const SIZES = [10, 1_000, 100_000, 1_000_000];
const ROUNDS = 7;
const CALLS = 2_000;
// As many as a trigger keeps.
const MAX_ADDRESSES = 10_000;
const NOW = 1_700_000_000_000;

/** @param {number} number */
const keyOf = (number) => messageKey(['id', `evt_${number}`]);

function heapBytes() {
	/** @type {any} */ (globalThis).gc();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return heapUsed + arrayBuffers;
}

/** @param {(call: number) => unknown} work @returns {Promise<number>} nanoseconds per call */
async function nanosecondsPerCall(work) {
	const times = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		const startedAt = process.hrtime.bigint();
		for (let call = 0; call < CALLS; call += 1) await work(round * CALLS + call);
		times.push(Number(process.hrtime.bigint() - startedAt) / CALLS);
	}
	return median(times);
}

/** @param {number} size */
async function measureDeduplicator(size) {
	const before = heapBytes();
	const deduplicator = createDeduplicator({
		windowMs: 86_400_000,
		capacity: 4_000_000,
		maxInFlight: 1_000,
		maxWaiting: 3,
		maxStored: 2_000,
	});
	const remember = async (/** @type {number} */ number) => {
		const result = await deduplicator.begin([[keyOf(number)]], NOW);
		if (result.kind === 'new') result.settle('done');
		return result.kind;
	};
	for (let number = 0; number < size; number += 1) await remember(number);
	const bytesPerKey = (heapBytes() - before) / size;
	const newNs = await nanosecondsPerCall((call) => remember(size + call));
	const duplicateNs = await nanosecondsPerCall((call) => remember(call % size));
	return { size, newNs, duplicateNs, bytesPerKey: size >= MIN_MEASURABLE ? bytesPerKey : null };
}

/** @param {number} size how many addresses have failed; a trigger remembers the last of them */
async function measureRateLimiter(size) {
	const before = heapBytes();
	const limiter = createRateLimiter({ limit: 60, windowMs: 60_000, maxKeys: MAX_ADDRESSES });
	for (let number = 0; number < size; number += 1) limiter.take(`203.0.${number}`, NOW);
	// It keeps two generations, so that forgetting costs nothing.
	const bytesPerKey = (heapBytes() - before) / Math.min(size, 2 * MAX_ADDRESSES);
	const takeNs = await nanosecondsPerCall((call) => limiter.take(`203.0.${call % size}`, NOW));
	return { size, takeNs, bytesPerKey: size >= MAX_ADDRESSES ? bytesPerKey : null };
}

async function main() {
	const deduplicator = [];
	const rateLimiter = [];
	await measureDeduplicator(10_000);
	for (const size of SIZES) deduplicator.push(await measureDeduplicator(size));
	for (const size of SIZES) rateLimiter.push(await measureRateLimiter(size));
	process.stdout.write(`${JSON.stringify({ deduplicator, rateLimiter })}\n`);
}

main().catch((error) => {
	process.stderr.write(`${error.stack}\n`);
	process.exitCode = 1;
});
