// @ts-check
'use strict';

/** @param {number} value */
const figure = (value) =>
	value >= 1000 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 100 ? 0 : 1);

/** @param {number} value */
const ratio = (value) => value.toFixed(2);

/** @param {{ median: number, min: number, max: number }} result of several rounds */
const figureRange = ({ median, min, max }) => `${figure(median)} (${figure(min)}–${figure(max)})`;

/** @param {import('./rounds').Ratio} compared */
const ratioRange = (compared) =>
	`${ratio(compared.ratio)} (${ratio(compared.ratioMin)}–${ratio(compared.ratioMax)})`;

/** A table in Markdown. @param {string[]} header @param {string[][]} rows */
function table(header, rows) {
	const lines = [header, header.map(() => '---'), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

module.exports = { figure, figureRange, ratioRange, table };
