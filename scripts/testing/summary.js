// @ts-check
'use strict';

const { formatDuration } = require('../lib/progress');

const MAX_NAMED_FAILURES = 30;

/**
 * Prints what was run, what failed and what was not run. The last line counts the stages and all
 * the tests in them.
 *
 * @param {import('../lib/progress').Log} log
 * @param {import('../test').StageResult[]} results
 * @param {import('../test').Stage[]} notStarted stages that could not be run at all
 * @returns {boolean} whether everything passed
 */
function printSummary(log, results, notStarted) {
	log('\n━━ Summary ━━');
	for (const line of formatTable(results.map(toRow))) log(line);

	const failures = results.flatMap(({ stage, error, tests }) => [
		...(error ? [`${stage.name}: ${error.split('\n')[0]}`] : []),
		...(tests?.failures ?? []).map((name) => `${stage.name}: ${name}`),
	]);
	failures.slice(0, MAX_NAMED_FAILURES).forEach((failure) => log(`FAILED: ${failure}`));
	const unnamed = failures.length - MAX_NAMED_FAILURES;
	if (unnamed > 0) log(`FAILED: … and ${unnamed} more, see above`);

	results.flatMap(({ tests }) => tests?.notRun ?? []).forEach((text) => log(`NOT RUN: ${text}`));
	notStarted.forEach(({ title }) => log(`NOT RUN: ${title}. Missing: the dependencies`));

	const total = (/** @type {'passed' | 'failed'} */ kind) =>
		results.reduce((sum, { tests }) => sum + (tests?.[kind] ?? 0), 0);
	const passedStages = results.filter(({ passed }) => passed).length;
	const failed = total('failed') + results.length - passedStages + notStarted.length;
	log(`\n${total('passed') + passedStages} passed, ${failed} failed`);
	return failed === 0;
}

/** @param {import('../test').StageResult} result */
function toRow({ stage, passed, durationMs, tests }) {
	const counts = tests
		? [`${tests.passed} passed`, `${tests.failed} failed`, `${tests.skipped} skipped`]
		: [];
	return [
		stage.name,
		passed ? 'ok' : 'FAILED',
		formatDuration(durationMs),
		counts.filter((count, index) => index === 0 || !count.startsWith('0 ')).join(', '),
	];
}

/** @param {string[][]} rows */
function formatTable(rows) {
	const table = [['Stage', 'Result', 'Time', 'Tests'], ...rows];
	const widths = [0, 1, 2, 3].map((column) =>
		Math.max(...table.map((row) => (row[column] ?? '').length)),
	);
	return table.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
}

module.exports = { printSummary };
