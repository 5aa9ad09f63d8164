// @ts-check
'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { projectRoot } = require('../../scripts/lib/paths');
const { renderSending, renderWaiting } = require('./send/tables');
const { figure, figureRange, ratioRange, table } = require('./table');

const PAGE = path.join(projectRoot, 'docs', 'benchmarks.md');
const START = '<!-- measured: start -->';
const END = '<!-- measured: end -->';

/** @param {import('./rounds').Result[]} results @param {string} unit */
function comparison(results, unit) {
	return table(
		['', unit, 'Ratio to the first row'],
		results.map((result) => [result.name, figureRange(result), ratioRange(result)]),
	);
}

/** @param {any} results */
function render({ machine, micro, memory, trigger, send, waiting }) {
	const size = (/** @type {string} */ key) => (key.endsWith('1024') ? '1 KB' : '100 KB');
	const kinds = [
		['verify', 'Verifying'],
		['sign', 'Signing'],
	];
	const microTables = kinds.flatMap(([kind, title]) =>
		Object.entries(micro)
			.filter(([key]) => key.startsWith(`${kind} `))
			.map(
				([key, rows]) => `### ${title}, ${size(key)}\n\n${comparison(rows, 'Calls per second')}`,
			),
	);
	const triggerTables = Object.entries(trigger).flatMap(([engine, groups]) =>
		Object.entries(groups).map(
			([group, rows]) => `### ${engine}: ${group}\n\n${comparison(rows, 'Events per second')}`,
		),
	);
	const bytes = (/** @type {number | null} */ value) => (value === null ? '' : figure(value));
	const memoryTable = table(
		[
			'Remembered',
			'A new event, ns',
			'A duplicate, ns',
			'Bytes per event',
			'Rate limit, ns',
			'Bytes per address',
		],
		memory.deduplicator.map((/** @type {any} */ row, /** @type {number} */ index) => [
			row.size.toLocaleString('en'),
			figure(row.newNs),
			figure(row.duplicateNs),
			bytes(row.bytesPerKey),
			figure(memory.rateLimiter[index].takeNs),
			bytes(memory.rateLimiter[index].bytesPerKey),
		]),
	);
	return [
		`Measured on ${machine.date}: ${machine.cores} cores of ${machine.cpu}, ${machine.memoryGb} GB, ` +
			`Node.js ${machine.node}, n8n ${machine.n8n}; ${machine.rounds} rounds in turn. ` +
			'Figures are medians with the range of the rounds.',
		'## Verifying and signing',
		...microTables,
		'## Remembering events and addresses',
		memoryTable,
		'## The trigger in n8n',
		...triggerTables,
		'## Sending',
		...renderSending(send),
		'## Deliveries that wait',
		...renderWaiting(waiting),
	].join('\n\n');
}

/**
 * Puts the results into the page, between its two marks.
 *
 * @param {any} results
 * @returns {Promise<string>} path of the page
 */
async function writePage(results) {
	const page = await fs.readFile(PAGE, 'utf8');
	const [before, rest] = page.split(START);
	const after = rest?.split(END)[1];
	if (before === undefined || after === undefined) throw new Error(`${PAGE} has lost its marks`);
	await fs.writeFile(PAGE, `${before}${START}\n\n${render(results)}\n\n${END}${after}`);
	return path.relative(projectRoot, PAGE);
}

module.exports = { writePage };
