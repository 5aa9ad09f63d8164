// @ts-check
'use strict';

/**
 * What one measurement gave.
 *
 * @typedef {object} Measurement
 * @property {number} figure of which more is better
 * @property {Record<string, number>} details what else was counted
 */

/**
 * One thing to be measured. `run` measures it once.
 *
 * @typedef {{ name: string, run: () => Promise<number | Measurement> }} Case
 */

/**
 * How a figure compares with that of another case: the median over the rounds, and the range of
 * single rounds.
 *
 * @typedef {{ ratio: number, ratioMin: number, ratioMax: number }} Ratio
 */

/**
 * @typedef {Ratio & { name: string, median: number, min: number, max: number, figures: number[], details: Record<string, number> }} Result
 *   the ratio is to the first case; `figures`: one for each round; `details`: medians
 */

/** @param {number[]} values */
function median(values) {
	const sorted = [...values].sort((left, right) => left - right);
	const middle = Math.floor(sorted.length / 2);
	const [lower = Number.NaN, upper = Number.NaN] = sorted.slice(middle - 1, middle + 1);
	return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : (lower + upper) / 2;
}

/**
 * @param {number[]} figures one for each round
 * @param {number[]} others those of the other case, in the same rounds
 * @returns {Ratio}
 */
function ratioTo(figures, others) {
	const ratios = figures.map((figure, round) => figure / (others[round] ?? Number.NaN));
	return { ratio: median(ratios), ratioMin: Math.min(...ratios), ratioMax: Math.max(...ratios) };
}

/** @param {Record<string, number>[]} all */
function medianOfEach(all) {
	const names = Object.keys(all[0] ?? {});
	return Object.fromEntries(
		names.map((name) => [name, median(all.map((each) => each[name] ?? Number.NaN))]),
	);
}

/**
 * Measures all cases in turn, round after round, so that whatever else the machine does hits all of
 * them alike; every second round backwards, so that none always pays for what the same other one
 * left behind. The first round only warms up and does not count.
 *
 * @param {Case[]} cases the first one is what the others are compared with
 * @param {{ rounds: number, log?: (line: string) => void }} options
 * @returns {Promise<Result[]>}
 */
async function measureInRounds(cases, { rounds, log = () => {} }) {
	/** @type {Measurement[][]} */
	const measurements = cases.map(() => []);
	const forwards = [...cases.entries()];
	const backwards = forwards.toReversed();
	for (let round = 0; round <= rounds; round += 1) {
		for (const [index, { name, run }] of round % 2 === 0 ? forwards : backwards) {
			const measured = await run();
			const measurement =
				typeof measured === 'number' ? { figure: measured, details: {} } : measured;
			if (round > 0) measurements[index]?.push(measurement);
			log(
				`${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}: ${name} ${measurement.figure.toFixed(1)}`,
			);
		}
	}
	const figuresOf = (/** @type {number} */ index) =>
		(measurements[index] ?? []).map(({ figure }) => figure);
	return cases.map(({ name }, index) => {
		const figures = figuresOf(index);
		return {
			name,
			median: median(figures),
			min: Math.min(...figures),
			max: Math.max(...figures),
			...ratioTo(figures, figuresOf(0)),
			figures,
			details: medianOfEach((measurements[index] ?? []).map(({ details }) => details)),
		};
	});
}

module.exports = { measureInRounds, median, ratioTo };
