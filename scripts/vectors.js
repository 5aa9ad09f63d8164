#!/usr/bin/env node
/**
 * Computes the signatures of test/vectors again, without the code that is tested, and shows those
 * that differ with what must be there. Usage: node scripts/vectors.js [scheme …]
 *
 * For a new case, write any signature and take the right one from here.
 */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { recompute } = require('./lib/recomputeVector');

const folder = path.join(__dirname, '../test/vectors');
const wanted = process.argv.slice(2);

let proven = 0;
let wrong = 0;
for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
	const { scheme, cases } = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
	if (wanted.length > 0 && !wanted.includes(scheme)) continue;
	for (const vector of cases) {
		if (!vector.expected.ok) continue;
		const { isProven, values } = recompute(scheme, vector);
		if (isProven) {
			proven += 1;
			continue;
		}
		wrong += 1;
		const [first = ['another signature']] = values;
		console.error(`${scheme}: ${vector.name}: must hold ${first.join(' and ')}`);
	}
}
console.log(`${proven} accepted requests are signed as computed here; ${wrong} are not.`);
process.exitCode = wrong === 0 ? 0 : 1;
