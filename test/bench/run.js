// @ts-check
'use strict';

/*
 * npm run bench: measures everything and writes docs/benchmarks.md. Takes more than half an hour.
 *
 * npm run bench -- name  micro, memory, trigger, send or waiting: measures only that, prints it as
 *                        far as it has tables of its own, and leaves the page alone
 * BENCH_ROUNDS=n         rounds per comparison (default 5; the page is meant for five or more)
 */

const { execFile } = require('node:child_process');
const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { promisify } = require('node:util');
const { runNpm } = require('../../scripts/lib/command');
const { projectRoot } = require('../../scripts/lib/paths');
const { ensureRig } = require('../rig/install');
const { writePage } = require('./page');
const { measureSending } = require('./send.bench');
const { renderSending, renderWaiting } = require('./send/tables');
const { measureWaiting } = require('./send/waiting');
const { ENGINES, measureEngine } = require('./trigger.bench');

const run = promisify(execFile);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const only = process.argv[2];

const log = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/**
 * Runs a measurement in a process of its own, under the Node.js that n8n runs on.
 *
 * @param {string} nodeBin @param {string} file @param {string[]} flags
 */
async function inOwnProcess(nodeBin, file, flags = []) {
	const { stdout } = await run(nodeBin, [...flags, path.join(__dirname, file)], {
		cwd: projectRoot,
		env: { ...process.env, BENCH_ROUNDS: String(rounds) },
		maxBuffer: 16 * 1024 * 1024,
	});
	return JSON.parse(stdout);
}

async function machine() {
	const [cpu] = os.cpus();
	const rig = await ensureRig();
	const { stdout } = await run(rig.nodeBin, ['--version']);
	const manifest = require('../rig/package.json');
	return {
		cpu: cpu?.model ?? 'unknown',
		cores: os.cpus().length,
		memoryGb: Math.round(os.totalmem() / 2 ** 30),
		node: stdout.trim(),
		n8n: manifest.dependencies.n8n,
		date: new Date().toISOString().slice(0, 10),
		rounds,
	};
}

async function measureTrigger() {
	/** @type {Record<string, unknown>} */
	const results = {};
	for (const engine of /** @type {(keyof typeof ENGINES)[]} */ (Object.keys(ENGINES))) {
		results[engine] = await measureEngine(engine, { rounds, log });
	}
	return results;
}

/** @type {Record<string, (nodeBin: string) => Promise<any>>} */
const MEASUREMENTS = {
	micro: async (nodeBin) => await inOwnProcess(nodeBin, 'verify.bench.js'),
	memory: async (nodeBin) => await inOwnProcess(nodeBin, 'deduplicate.bench.js', ['--expose-gc']),
	trigger: measureTrigger,
	send: async () => await measureSending({ rounds, log }),
	waiting: async () => await measureWaiting({ log }),
};

/** The tables of a part that is measured alone. @type {Record<string, (results: any) => string[]>} */
const TABLES = { send: renderSending, waiting: renderWaiting };

async function main() {
	if (only !== undefined && !(only in MEASUREMENTS)) {
		throw new Error(`There is no '${only}', only: ${Object.keys(MEASUREMENTS).join(', ')}`);
	}
	const { nodeBin } = await ensureRig();
	await runNpm(['run', 'build'], { cwd: projectRoot });
	/** @type {Record<string, any>} */
	const results = { machine: await machine() };
	for (const [name, measure] of Object.entries(MEASUREMENTS)) {
		if (only !== undefined && only !== name) continue;
		log(`Measuring: ${name}`);
		results[name] = await measure(nodeBin);
	}
	const file = path.join(os.tmpdir(), 'signed-webhooks-bench.json');
	await fs.writeFile(file, JSON.stringify(results, null, '\t'));
	log(`All figures: ${file}`);
	if (only === undefined) log(`Written: ${await writePage(results)}`);
	else log((TABLES[only]?.(results[only]) ?? []).join('\n\n'));
}

main().catch((error) => {
	log(error.stack);
	process.exitCode = 1;
});
