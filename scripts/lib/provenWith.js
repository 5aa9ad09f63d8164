// @ts-check
'use strict';

const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

/** @typedef {import('../../test/support/vectors').Proof} Proof */

const FOLDER = path.join(__dirname, '../../test/vectors');

/** @type {ReadonlyMap<string, readonly Proof[]>} */
const proofs = new Map(
	readdirSync(FOLDER)
		.filter((name) => name.endsWith('.json'))
		.map((name) => JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')))
		.map(({ scheme, provenWith }) => [scheme, provenWith]),
);

/** @param {Proof} proof */
function wordsOf(proof) {
	if ('package' in proof) {
		const name = `\`${proof.package}\``;
		return proof.version === undefined ? `${name} in every test run` : `${name} ${proof.version}`;
	}
	if ('example' in proof) {
		return /^https:/.test(proof.example)
			? proof.example.replace(/^[^\s,]+/, '[example]($&)')
			: `example: ${proof.example}`;
	}
	if ('standard' in proof) return `the standard's values: ${proof.standard}`;
	if ('code' in proof) return `[the sender's code](${proof.code})`;
	return 'documentation' in proof ? 'documentation' : 'receivers of others';
}

/**
 * What shows that a scheme is right, as its vectors say, in words for docs/schemes.md.
 *
 * @param {{ readonly id: string }} scheme
 */
const provenWith = ({ id }) =>
	(proofs.get(id) ?? []).map(wordsOf).join('; ') || 'belongs to no sender';

module.exports = { provenWith };
