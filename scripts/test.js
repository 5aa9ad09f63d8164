// @ts-check
'use strict';

/**
 * `npm test`: every check there is, from a fresh clone on. All stages run, also after one that
 * failed, so that one run shows everything. `npm test -- --only unit,nodes` runs some of them.
 */

const { parseArgs } = require('node:util');
const { ensureDependencies } = require('./lib/dependencies');
const { createConsoleLog, formatDuration } = require('./lib/progress');
const { runJest, runTool } = require('./testing/run');
const { printSummary } = require('./testing/summary');
const { ensureLuaCli } = require('../test/cli/install');
const { ensureRig } = require('../test/rig/install');

const log = createConsoleLog();

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
 * @property {() => Promise<TestCounts | void>} run throws when the stage could not do its work
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

/** @type {Stage[]} */
const checks = [
	{
		name: 'format',
		title: 'Format (Prettier)',
		run: async () => await runTool('prettier/bin/prettier.cjs', ['--check', '.'], 5),
	},
	{
		name: 'lint',
		title: 'Lint (ESLint)',
		run: async () => await runTool('eslint/bin/eslint.js', ['.'], 5),
	},
	{
		name: 'types',
		title: 'Types (TypeScript)',
		run: async () => {
			await runTool('typescript/bin/tsc', ['--noEmit'], 5);
			await runTool('typescript/bin/tsc', ['--project', 'tsconfig.test.json'], 5);
		},
	},
	{
		name: 'unit',
		title: 'Unit tests: signing, receiving, delivery, architecture',
		run: async () => await runJest('unit', [], 5),
	},
	{
		name: 'nodes',
		title: "Node tests: the nodes in n8n's own execution contexts",
		run: async () => {
			await ensureLuaCli({ log });
			return await runJest('nodes', [], 5);
		},
	},
	{
		name: 'package',
		title: "Package tests: the tarball and n8n's scan of it",
		run: async () => await runJest('package', [], 10),
	},
	{
		name: 'e2e',
		title: 'End-to-end tests: the packed tarball in a real n8n',
		run: async () => {
			await ensureRig({ log });
			return await runJest('e2e', ['--runInBand'], 40);
		},
	},
];

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
 * @returns {Promise<StageResult>}
 */
async function runStage(stage) {
	const startedAt = Date.now();
	log(`\n━━ ${stage.title} ━━`);
	/** @type {Pick<StageResult, 'passed' | 'error' | 'tests'>} */
	let outcome;
	try {
		const tests = (await stage.run()) ?? undefined;
		outcome = { passed: tests?.failed === 0 || !tests, tests };
	} catch (error) {
		outcome = { passed: false, error: /** @type {Error} */ (error).message };
	}
	const durationMs = Date.now() - startedAt;
	if (outcome.error) log(outcome.error);
	log(`${outcome.passed ? '✓' : '✗'} ${stage.name} (${formatDuration(durationMs)})`);
	return { stage, durationMs, ...outcome };
}

async function main() {
	const { values } = parseArgs({ options: { only: { type: 'string' } } });
	const selected = selectChecks(values.only);

	const results = [await runStage(install)];
	if (results[0]?.passed) {
		for (const stage of selected) results.push(await runStage(stage));
	}
	const notStarted = selected.filter((each) => !results.some(({ stage }) => stage === each));
	const allPassed = printSummary(log, results, notStarted);
	process.exitCode = allPassed ? 0 : 1;
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
