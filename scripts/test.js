// @ts-check
'use strict';

/**
 * `npm test`: every check there is, from a fresh clone on. All stages run, also after one that
 * failed, so that one run shows everything. `npm test -- --only unit,nodes` runs some of them, and
 * `npm run test:long` runs them with everything in full and by n8n's own clocks.
 */

const path = require('node:path');
const { parseArgs } = require('node:util');
const { ensureDependencies } = require('./lib/dependencies');
const { createConsoleLog, formatDuration, withProgress } = require('./lib/progress');
const { runJest, runTool } = require('./testing/run');
const { printSummary } = require('./testing/summary');
const { ensureLuaCli } = require('../test/cli/install');
const { ensureRig } = require('../test/rig/install');
const { prepare } = require('../test/rig/prepared');

const log = createConsoleLog();

/** Tells tests to do everything in full: see test/support/scale.ts. */
const LONG_VARIABLE = 'SIGNED_WEBHOOKS_LONG_TESTS';
const LIMIT_MINUTES = 30;
const LONG_LIMIT_MINUTES = 120;

/**
 * @typedef {object} TestCounts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} failures full names of the tests that failed
 * @property {string[]} notRun what was not run, and why
 *
 * @typedef {object} Stage
 * @property {string} name for `--only`
 * @property {string} title
 * @property {(options: import('./testing/run').ToolOptions) => Promise<TestCounts | void>} run throws
 *   when the stage could not do its work
 *
 * @typedef {object} StageResult
 * @property {Stage} stage
 * @property {boolean} passed
 * @property {string} [error]
 * @property {number} durationMs
 * @property {TestCounts} [tests]
 */

/** @type {Stage} */
const install = {
	name: 'install',
	title: 'Dependencies',
	run: async () => await ensureDependencies({ log }),
};

/** Where tools remember what they have found to be in order. A fresh clone does without. */
const CACHE = path.join('node_modules', '.cache');

/**
 * One run of a tool that finds faults in the text of the code.
 *
 * @param {string} script
 * @param {...string} args
 * @returns {Stage['run']}
 */
const tool =
	(script, ...args) =>
	async (options) =>
		await runTool(script, args, options);

/** @param {string} config */
const typescript = (config) =>
	tool(
		'typescript/bin/tsc',
		...['--project', config, '--noEmit', '--incremental'],
		...['--tsBuildInfoFile', path.join(CACHE, 'tsc', `${config}.tsbuildinfo`)],
	);

/** What runs beside the tests of the functions, one after another: each keeps one processor busy. */
/** @type {Stage[]} */
const besideTests = [
	{
		name: 'format',
		title: 'Format (Prettier)',
		run: tool(
			'prettier/bin/prettier.cjs',
			...['--check', '.', '--log-level', 'warn'],
			...['--cache', '--cache-location', path.join(CACHE, 'prettier-of-tests')],
		),
	},
	{
		name: 'lint',
		title: 'Lint (ESLint, and Knip for what nobody uses)',
		run: async (options) => {
			await tool('knip/bin/knip.js', '--no-progress')(options);
			await tool(
				'eslint/bin/eslint.js',
				'.',
				...['--cache', '--cache-strategy', 'content'],
				...['--cache-location', path.join(CACHE, 'eslint-of-tests')],
			)(options);
		},
	},
	{
		name: 'types',
		title: 'Types (TypeScript)',
		run: async (options) => {
			await typescript('tsconfig.json')(options);
			await typescript('tsconfig.test.json')(options);
		},
	},
	{
		name: 'package',
		title: "Package tests: the tarball and n8n's scan of it",
		run: async (options) => await runJest('package', [], options),
	},
];

/** @type {Stage[]} */
const tests = [
	{
		name: 'unit',
		title: 'Unit tests: signing, receiving, delivery, architecture',
		run: async (options) => await runJest('unit', [], options),
	},
	{
		name: 'nodes',
		title: "Node tests: the nodes in n8n's own execution contexts",
		run: async (options) => {
			await ensureLuaCli({ log });
			return await runJest('nodes', ['--maxWorkers=100%'], options);
		},
	},
];

/** Alone, since it has to do with time. */
/** @type {Stage[]} */
const endToEnd = [
	{
		name: 'e2e',
		title: 'End-to-end tests: the packed tarball in a real n8n',
		run: async (options) => {
			const rig = await ensureRig({ log });
			await withProgress(log, 'Preparing n8n', async () => await prepare(rig));
			const sequencer = path.join(__dirname, 'testing', 'longestFirst.js');
			// One more than processors: a file waits for much of its time.
			return await runJest('e2e', ['--maxWorkers=3', `--testSequencer=${sequencer}`], options);
		},
	},
];

const checks = [...besideTests, ...tests, ...endToEnd];

/**
 * @param {string | undefined} only comma-separated names; default: all
 * @throws {Error} for a name that there is not
 */
function selectChecks(only) {
	if (only === undefined) return checks;
	const names = only.split(',').map((name) => name.trim());
	const known = checks.map(({ name }) => name);
	const unknown = names.filter((name) => !known.includes(name));
	if (unknown.length > 0) {
		throw new Error(`--only: no stage "${unknown.join('", "')}". There are: ${known.join(', ')}`);
	}
	return checks.filter(({ name }) => names.includes(name));
}

/**
 * @param {Stage} stage
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env
 * @param {boolean} options.isLong
 * @param {boolean} [options.isBeside] its output comes in one piece, when it is over: another stage
 *   is showing its own meanwhile. Default: false
 * @returns {Promise<StageResult>}
 */
async function runStage(stage, { env, isLong, isBeside = false }) {
	const startedAt = Date.now();
	let output = '';
	if (isBeside) log(`  ${stage.title}: started`);
	else log(`\n━━ ${stage.title} ━━`);
	/** @param {string} text */
	const print = (text) => {
		output += text;
	};
	const limitMinutes = isLong ? LONG_LIMIT_MINUTES : LIMIT_MINUTES;
	/** @type {Pick<StageResult, 'passed' | 'error' | 'tests'>} */
	let outcome;
	try {
		const counts =
			(await stage.run({ env, limitMinutes, ...(isBeside && { print }) })) ?? undefined;
		outcome = { passed: counts?.failed === 0 || !counts, tests: counts };
	} catch (error) {
		outcome = { passed: false, error: /** @type {Error} */ (error).message };
	}
	const durationMs = Date.now() - startedAt;
	if (isBeside) log(`\n━━ ${stage.title} ━━\n${output.trimEnd()}`);
	if (outcome.error) log(outcome.error);
	log(`${outcome.passed ? '✓' : '✗'} ${stage.name} (${formatDuration(durationMs)})`);
	return { stage, durationMs, ...outcome };
}

async function main() {
	const { values } = parseArgs({
		options: { only: { type: 'string' }, long: { type: 'boolean', default: false } },
	});
	const selected = selectChecks(values.only);
	const isLong = values.long;
	const env = { ...process.env, [LONG_VARIABLE]: String(isLong) };

	/** @param {Stage[]} stages @param {boolean} isBeside */
	const inTurn = async (stages, isBeside) => {
		const results = [];
		for (const stage of stages.filter((each) => selected.includes(each))) {
			results.push(await runStage(stage, { env, isLong, isBeside }));
		}
		return results;
	};
	const results = [await runStage(install, { env, isLong })];
	if (results[0]?.passed) {
		const hasTests = tests.some((stage) => selected.includes(stage));
		const both = await Promise.all([inTurn(besideTests, hasTests), inTurn(tests, false)]);
		results.push(...both.flat(), ...(await inTurn(endToEnd, false)));
	}
	const notStarted = selected.filter((each) => !results.some(({ stage }) => stage === each));
	const allPassed = printSummary(log, results, notStarted);
	process.exitCode = allPassed ? 0 : 1;
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
