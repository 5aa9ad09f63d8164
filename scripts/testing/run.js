// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { projectRoot } = require('../lib/paths');

const MINUTE_MS = 60_000;

/** The environment variable that tells tests where to record what was not run. */
const NOT_RUN_FILE_VARIABLE = 'SIGNED_WEBHOOKS_NOT_RUN_FILE';

/**
 * How tools are run.
 *
 * @typedef {object} ToolOptions
 * @property {number} limitMinutes after which it is ended: an endless loop must not block the rest
 * @property {(text: string) => void} [print] takes its output; default: it is shown as it comes
 * @property {NodeJS.ProcessEnv} [env] default: this process's environment
 */

/**
 * Runs a development tool of the project and shows its output.
 *
 * @param {string} script its start script, inside node_modules
 * @param {string[]} args
 * @param {ToolOptions} options
 * @throws {Error} when it ends with an error or takes too long
 */
async function runTool(script, args, { limitMinutes, print, env = process.env }) {
	const output = print ? 'pipe' : 'inherit';
	const child = spawn(process.execPath, [path.join(projectRoot, 'node_modules', script), ...args], {
		cwd: projectRoot,
		env,
		stdio: ['ignore', output, output],
		timeout: limitMinutes * MINUTE_MS,
		killSignal: 'SIGKILL',
	});
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (text) => print?.(text));
	}
	await new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => {
			const name = path.basename(script).split('.')[0];
			if (code === 0) resolve(undefined);
			else if (child.killed) reject(new Error(`${name} took longer than ${limitMinutes} minutes`));
			else reject(new Error(`${name} ended with ${signal ?? `code ${code}`}`));
		});
	});
}

/**
 * The part of Jest's JSON report that is used here.
 *
 * @typedef {object} JestReport
 * @property {{ name: string, status: string, assertionResults: JestTest[] }[]} testResults
 *
 * @typedef {object} JestTest
 * @property {string} fullName
 * @property {string[]} ancestorTitles
 * @property {string} status 'passed', 'failed', 'pending' or 'todo'
 *
 * @typedef {{ title: string, missing: string }} NotRun
 */

/**
 * Runs one of Jest's projects and counts its tests.
 *
 * @param {string} project
 * @param {string[]} args more arguments for Jest
 * @param {ToolOptions} options
 * @returns {Promise<import('../test').TestCounts>}
 * @throws {Error} when Jest fails for another reason than failed tests
 */
async function runJest(project, args, { env: given = process.env, ...options }) {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'signed-webhooks-test-'));
	const reportFile = path.join(folder, 'report.json');
	const notRunFile = path.join(folder, 'not-run');
	const jestArgs = ['--selectProjects', project, '--json', '--outputFile', reportFile, ...args];
	try {
		const env = { ...given, [NOT_RUN_FILE_VARIABLE]: notRunFile };
		const error = await runTool('jest/bin/jest.js', jestArgs, { ...options, env }).catch((e) => e);
		const counts = countTests(await readReport(reportFile), await readNotRun(notRunFile));
		if (error && counts.failed === 0) throw error;
		if (counts.passed + counts.failed === 0) throw new Error('No test was run');
		return counts;
	} finally {
		await fs.rm(folder, { recursive: true, force: true });
	}
}

/**
 * @param {string} file
 * @returns {Promise<JestReport>} an empty one when Jest wrote none
 */
async function readReport(file) {
	const text = await fs.readFile(file, 'utf8').catch(() => '{"testResults":[]}');
	return JSON.parse(text);
}

/**
 * @param {string} file
 * @returns {Promise<NotRun[]>}
 */
async function readNotRun(file) {
	const text = await fs.readFile(file, 'utf8').catch(() => '');
	return text
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line));
}

/**
 * @param {JestReport} report
 * @param {NotRun[]} notRun
 * @returns {import('../test').TestCounts}
 */
function countTests({ testResults }, notRun) {
	const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
	const titles = notRun.map(({ title }) => title);
	const isSkipped = (/** @type {JestTest} */ { status }) => !['passed', 'failed'].includes(status);
	const isAnnounced = (/** @type {JestTest} */ { ancestorTitles }) =>
		ancestorTitles.some((title) => titles.includes(title));

	const failures = [
		...tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
		...tests
			.filter((test) => isSkipped(test) && !isAnnounced(test))
			.map(({ fullName }) => `${fullName} (skipped without a word)`),
		// A file that could not even be loaded has no tests to report.
		...testResults
			.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.length)
			.map(({ name }) => `${path.relative(projectRoot, name)} (could not be run)`),
	];
	return {
		passed: tests.filter(({ status }) => status === 'passed').length,
		failed: failures.length,
		skipped: tests.filter((test) => isSkipped(test) && isAnnounced(test)).length,
		failures,
		notRun: notRun.map(({ title, missing }) => `${title}. Missing: ${missing}`),
	};
}

module.exports = { runJest, runTool };
