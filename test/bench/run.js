// @ts-check
'use strict';

/*
 * npm run bench: measures everything and writes docs/benchmarks.md. Takes about a quarter of an hour.
 *
 * BENCH_ROUNDS=n   rounds per comparison (default 5; the page is meant for five or more)
 * BENCH_ONLY=name  micro, memory or trigger: measures only that, and leaves the page alone
 */

const { execFile } = require('node:child_process');
const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { promisify } = require('node:util');
const { runNpm } = require('../../scripts/lib/command');
const { projectRoot } = require('../../scripts/lib/paths');
const { ensureRig } = require('../rig/install');
const { ENGINES, measureEngine } = require('./trigger.bench');
const { writePage } = require('./page');

const run = promisify(execFile);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const only = process.env.BENCH_ONLY;

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

async function main() {
	const rig = await ensureRig();
	await runNpm(['run', 'build'], { cwd: projectRoot });
	/** @type {Record<string, any>} */
	const results = { machine: await machine() };
	if (!only || only === 'micro') {
		log('Verifying and signing …');
		results.micro = await inOwnProcess(rig.nodeBin, 'verify.bench.js');
	}
	if (!only || only === 'memory') {
		log('Remembering …');
		results.memory = await inOwnProcess(rig.nodeBin, 'deduplicate.bench.js', ['--expose-gc']);
	}
	if (!only || only === 'trigger') {
		results.trigger = {};
		for (const engine of /** @type {(keyof typeof ENGINES)[]} */ (Object.keys(ENGINES))) {
			results.trigger[engine] = await measureEngine(engine, { rounds, log });
		}
	}
	const file = path.join(os.tmpdir(), 'signed-webhooks-bench.json');
	await fs.writeFile(file, JSON.stringify(results, null, '\t'));
	log(`All figures: ${file}`);
	if (!only) log(`Written: ${await writePage(results)}`);
}

main().catch((error) => {
	log(error.stack);
	process.exitCode = 1;
});
