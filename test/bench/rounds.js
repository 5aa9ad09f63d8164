// @ts-check
'use strict';

/**
 * One thing to be measured. `run` measures it once and returns a figure, of which more is better.
 *
 * @typedef {{ name: string, run: () => Promise<number> }} Case
 * @typedef {{ name: string, median: number, min: number, max: number, ratio: number, ratioMin: number, ratioMax: number }} Result
 *   `ratio`: to the first case, the median over the rounds; its range is that of single rounds
 */

/** @param {number[]} values */
function median(values) {
	const sorted = [...values].sort((left, right) => left - right);
	const middle = Math.floor(sorted.length / 2);
	const [lower = Number.NaN, upper = Number.NaN] = sorted.slice(middle - 1, middle + 1);
	return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : (lower + upper) / 2;
}

/**
 * Measures all cases in turn, round after round, so that whatever else the machine does hits all of
 * them alike. The first round only warms up and does not count.
 *
 * @param {Case[]} cases the first one is what the others are compared with
 * @param {{ rounds: number, log?: (line: string) => void }} options
 * @returns {Promise<Result[]>}
 */
async function measureInRounds(cases, { rounds, log = () => {} }) {
	/** @type {number[][]} */
	const figures = cases.map(() => []);
	for (let round = 0; round <= rounds; round += 1) {
		for (const [index, { name, run }] of cases.entries()) {
			const figure = await run();
			if (round > 0) figures[index]?.push(figure);
			log(
				`${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}: ${name} ${figure.toFixed(1)}`,
			);
		}
	}
	return cases.map(({ name }, index) => {
		const own = /** @type {number[]} */ (figures[index]);
		const ratios = own.map((figure, round) => figure / /** @type {number} */ (figures[0]?.[round]));
		return {
			name,
			median: median(own),
			min: Math.min(...own),
			max: Math.max(...own),
			ratio: median(ratios),
			ratioMin: Math.min(...ratios),
			ratioMax: Math.max(...ratios),
		};
	});
}

module.exports = { measureInRounds, median };
