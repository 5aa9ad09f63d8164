'use strict';

const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');

const run = promisify(execFile);

const OUTPUT = 'dist';
const IMAGES = '{svg,png}';

async function clean() {
	await rm(OUTPUT, { recursive: true, force: true });
}

async function compile() {
	try {
		await run(process.execPath, [require.resolve('typescript/bin/tsc'), '--pretty']);
	} catch (error) {
		// The compiler writes its findings to standard output.
		throw new Error(`TypeScript found errors:\n${error.stdout || error.message}`);
	}
}

/** Icons, and what n8n's node search knows about each node. */
function copyAssets() {
	const assets = [
		`icons/**/*.${IMAGES}`,
		`nodes/**/*.${IMAGES}`,
		'nodes/**/*.node.json',
		`credentials/**/*.${IMAGES}`,
	];
	// Read as bytes: decoding as text would damage images.
	return src(assets, { base: '.', encoding: false, allowEmpty: true }).pipe(dest(OUTPUT));
}

const build = series(clean, parallel(compile, copyAssets));

module.exports = { build, clean, default: build };
