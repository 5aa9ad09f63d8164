// @ts-check
'use strict';

/*
 * What deliveries cost while they wait for their next attempt: bytes in n8n's database, CPU, and
 * memory. The receiver refuses everything, and the next attempt is hours away.
 */

const { execFile } = require('node:child_process');
const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { promisify } = require('node:util');
const { ensureRig } = require('../../rig/install');
const { findFreePorts } = require('../../rig/server');
const { startHelper } = require('./childProcess');
const { activateSender, makeUserFolder, startMeasuredN8n, storeSecrets } = require('./n8n');
const { sendSignedWebhook } = require('./workflows');

const run = promisify(execFile);

/** @typedef {import('./n8n').Usage} Usage */
/** @typedef {import('./n8n').MeasuredN8n} MeasuredN8n */
/** @typedef {{ executions: number, deliveriesEach: number }} Amount */
/**
 * @typedef {object} WaitingRow
 * @property {number} deliveries
 * @property {number} executions of the workflow; each has started another one, which waits
 * @property {number} storedBytesPerDelivery
 * @property {number} parkCpuMsPerDelivery from the start to the wait: the attempt, and storing it all
 * @property {number} cpuMsPerMinute
 * @property {Usage} before
 * @property {Usage} waiting
 * @property {Usage} restarted after n8n was stopped and started again
 */
/** @typedef {{ idleCpuMsPerMinute: number, rows: WaitingRow[] }} WaitingResult */

/** @type {Amount[]} */
const AMOUNTS = [
	{ executions: 1, deliveriesEach: 1 },
	{ executions: 1, deliveriesEach: 100 },
	{ executions: 1, deliveriesEach: 1_000 },
	{ executions: 1, deliveriesEach: 10_000 },
	{ executions: 100, deliveriesEach: 1 },
	{ executions: 1_000, deliveriesEach: 1 },
];
/** n8n looks for executions that are due once a minute: that belongs to the price of waiting. */
const WINDOW_MS = 65_000;
const NEXT_ATTEMPT_SECONDS = 6 * 60 * 60;
const PARK_TIMEOUT_MS = 600_000;
const POLL_MS = 500;
/** After its start, and after much work, n8n is busy with itself for a while. */
const SETTLE_MS = 10_000;
const CONNECTIONS = 10;

/** @param {MeasuredN8n} n8n @param {number} windowMs */
async function cpuMsPerMinute({ usage }, windowMs) {
	const before = await usage();
	const startedAt = performance.now();
	await sleep(windowMs);
	const { cpuMs } = await usage();
	return ((cpuMs - before.cpuMs) / (performance.now() - startedAt)) * 60_000;
}

/** @param {MeasuredN8n['client']} client @param {number} executions */
async function waitUntilParked(client, executions) {
	const deadline = Date.now() + PARK_TIMEOUT_MS;
	for (;;) {
		await sleep(POLL_MS);
		for (const status of ['error', 'success']) {
			const ended = await client.countExecutions(status);
			if (ended > 0) throw new Error(`${ended} executions do not wait, but ended: ${status}`);
		}
		const waiting = await client.countExecutions('waiting');
		const all = await client.countExecutions();
		if (waiting === all && waiting >= executions) return;
		if (Date.now() > deadline) throw new Error(`Only ${waiting} of ${all} executions wait`);
	}
}

/** @param {() => Promise<void>} work @param {number} times */
async function repeat(work, times) {
	let left = times;
	const next = async () => {
		while (left > 0) {
			left -= 1;
			await work();
		}
	};
	await Promise.all(Array.from({ length: Math.min(CONNECTIONS, times) }, next));
}

/**
 * @param {import('../../rig/install').Rig} rig
 * @param {string} userFolder
 * @returns {Promise<number>}
 */
async function storedBytes(rig, userFolder) {
	const database = path.join(userFolder, '.n8n', 'database.sqlite');
	const { stdout } = await run(rig.nodeBin, [path.join(__dirname, 'storedBytes.js'), database]);
	return JSON.parse(stdout).bytes;
}

/**
 * Measures everything. Each amount gets a new n8n, so that nothing of another one is in its memory.
 *
 * @param {object} options
 * @param {(line: string) => void} options.log
 * @param {Amount[]} [options.amounts]
 * @param {number} [options.windowMs] how long to watch the CPU
 * @returns {Promise<WaitingResult>}
 */
async function measureWaiting({ log, amounts = AMOUNTS, windowMs = WINDOW_MS }) {
	const rig = await ensureRig();
	const installed = await makeUserFolder(rig);
	const [port = 0] = await findFreePorts(1);
	const receiver = await startHelper(rig.nodeBin, 'receiver.js', { args: [String(port)] });
	let idleCpuMsPerMinute = Number.NaN;

	/** @param {string} userFolder */
	const start = async (userFolder) => {
		const n8n = await startMeasuredN8n(rig, userFolder);
		await sleep(SETTLE_MS);
		return n8n;
	};

	/** @param {MeasuredN8n} n8n @param {string} userFolder @param {Amount} amount */
	const park = async (n8n, userFolder, { executions, deliveriesEach }) => {
		await n8n.client.setupOwner();
		const { signing } = await storeSecrets(n8n.client);
		// An endpoint of its own for each: of one that fails, few would be tried at all.
		const url = `=http://127.0.0.1:${port}/{{ $json.id }}`;
		const policy = { retryPolicy: 'fixed', fixedDelaySeconds: NEXT_ATTEMPT_SECONDS };
		const sender = sendSignedWebhook(url, signing, { jitter: 'none' }, policy);
		const execute = await activateSender(n8n, sender, 'onReceived');
		await receiver.ask({ reset: { statusCode: 503 } });
		if (Number.isNaN(idleCpuMsPerMinute)) idleCpuMsPerMinute = await cpuMsPerMinute(n8n, windowMs);

		const deliveries = executions * deliveriesEach;
		const before = await n8n.usageAfterCollection();
		let number = 0;
		await repeat(async () => await execute(deliveriesEach, `item${(number += 1)}`), executions);
		await waitUntilParked(n8n.client, executions);
		const { requests } = await receiver.ask({});
		if (requests !== deliveries) throw new Error(`${requests} of ${deliveries} were tried`);
		const { cpuMs } = await n8n.usage();
		await sleep(SETTLE_MS);
		return {
			deliveries,
			executions,
			before,
			parkCpuMsPerDelivery: (cpuMs - before.cpuMs) / deliveries,
			storedBytesPerDelivery: (await storedBytes(rig, userFolder)) / deliveries,
			cpuMsPerMinute: await cpuMsPerMinute(n8n, windowMs),
			waiting: await n8n.usageAfterCollection(),
		};
	};

	/** @param {Amount} amount @returns {Promise<WaitingRow>} */
	const measure = async (amount) => {
		const userFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'signed-webhooks-bench-'));
		await fs.cp(installed, userFolder, { recursive: true });
		let n8n = await start(userFolder);
		try {
			const row = await park(n8n, userFolder, amount);
			await n8n.server.stop();
			n8n = await start(userFolder);
			return { ...row, restarted: await n8n.usageAfterCollection() };
		} finally {
			await n8n.server.stop();
			await fs.rm(userFolder, { recursive: true, force: true });
		}
	};

	/** @type {WaitingRow[]} */
	const rows = [];
	try {
		for (const amount of amounts) {
			log(`waiting: ${amount.executions} × ${amount.deliveriesEach}`);
			const row = await measure(amount);
			log(`waiting: ${row.deliveries}, ${row.storedBytesPerDelivery.toFixed(0)} bytes each`);
			rows.push(row);
		}
	} finally {
		await receiver.stop();
		await fs.rm(installed, { recursive: true, force: true });
	}
	return { idleCpuMsPerMinute, rows };
}

module.exports = { measureWaiting };
