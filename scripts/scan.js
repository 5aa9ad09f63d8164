// @ts-check
'use strict';

/**
 * `npm run scan`: the scan that n8n runs on community packages, on the same two legs: the source,
 * and the tarball as it would be published. Needs no network.
 *
 * Options: `--tarball <file>` scans that tarball instead of building one; `--json` prints the
 * findings as JSON. Exit code 1 when there is an error.
 */

const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { ESLint } = require('eslint');
const { CommandError, runCommand } = require('./lib/command');
const { projectRoot } = require('./lib/paths');
const { packPackage } = require('../test/rig/communityPackage');

// Under NODE_ENV=test, which Jest sets, some of the rules take every file for a fixture of theirs.
delete process.env.NODE_ENV;

// What the scan lints in a tarball; a constant inside it, so it is repeated here.
const TARBALL_FILE_PATTERNS = ['**/*.js', 'package.json'];

/**
 * @typedef {object} Finding
 * @property {'error' | 'warning'} severity
 * @property {string} file relative to the folder that was scanned
 * @property {number} line
 * @property {string} rule
 * @property {string} message
 *
 * @typedef {object} Leg
 * @property {string} name
 * @property {boolean} passed the verdict of n8n's own scan, which looks at errors only
 * @property {number} fileCount
 * @property {Finding[]} findings
 */

/**
 * @param {string} name
 * @param {string} folder
 * @param {string[]} filePatterns
 * @returns {Promise<Leg>}
 */
async function scanFolder(name, folder, filePatterns) {
	const scanner = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const { passed } = await scanner.analyzePackage(folder, filePatterns);

	// The scan keeps warnings to itself, so the same rules run once more.
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await scanner.buildScanConfig(),
		ignorePatterns: ['**/package-lock.json'],
	});
	const results = await eslint.lintFiles(filePatterns);
	const findings = results.flatMap(({ filePath, messages }) =>
		messages.map((message) => toFinding(path.relative(folder, filePath), message)),
	);
	return { name, passed, fileCount: results.length, findings };
}

/**
 * @param {string} file
 * @param {import('eslint').Linter.LintMessage} message
 * @returns {Finding}
 */
function toFinding(file, { severity, line, ruleId, message }) {
	return {
		severity: severity === 2 ? 'error' : 'warning',
		file,
		line,
		rule: ruleId ?? 'parser',
		message,
	};
}

/** @param {string} tarball */
async function scanTarball(tarball) {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'signed-webhooks-scan-'));
	try {
		await runCommand('tar', ['-xzf', path.resolve(tarball), '-C', folder], { cwd: folder });
		return await scanFolder('tarball', path.join(folder, 'package'), TARBALL_FILE_PATTERNS);
	} finally {
		await fs.rm(folder, { recursive: true, force: true });
	}
}

/** @param {Leg} leg */
function printLeg({ name, passed, fileCount, findings }) {
	const count = (/** @type {Finding['severity']} */ severity) =>
		findings.filter((finding) => finding.severity === severity).length;
	console.log(
		`${passed ? '✓' : '✗'} ${name}: ${fileCount} files, ` +
			`${count('error')} errors, ${count('warning')} warnings`,
	);
	for (const { severity, file, line, rule, message } of findings) {
		console.log(`    ${severity}  ${file}:${line}  ${message}  (${rule})`);
	}
}

/** @param {string | undefined} givenTarball */
async function scanBothLegs(givenTarball) {
	const { SOURCE_FILE_PATTERNS } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const tarball = givenTarball ?? (await packPackage());
	return [
		await scanFolder('source', projectRoot, SOURCE_FILE_PATTERNS),
		await scanTarball(tarball),
	];
}

async function main() {
	const { values } = parseArgs({
		options: { tarball: { type: 'string' }, json: { type: 'boolean', default: false } },
	});
	const legs = await scanBothLegs(values.tarball);

	if (values.json) {
		console.log(JSON.stringify(legs));
	} else {
		legs.forEach(printLeg);
		if (legs.some(({ findings }) => findings.some(({ severity }) => severity === 'warning'))) {
			console.log("Warnings do not fail the scan, but n8n's reviewers see them.");
		}
	}
	// A leg without files proves nothing, though n8n's scan calls it passed.
	if (legs.some(({ passed, fileCount }) => !passed || fileCount < 2)) process.exitCode = 1;
}

main().catch((error) => {
	console.error(error instanceof CommandError ? `${error.message}\n${error.excerpt}` : error);
	process.exitCode = 1;
});
