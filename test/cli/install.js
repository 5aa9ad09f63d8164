// @ts-check
'use strict';

const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const fs = require('node:fs/promises');
const path = require('node:path');
const { CommandError, runNpm } = require('../../scripts/lib/command');
const { withLock } = require('../../scripts/lib/lock');
const { rigHome } = require('../../scripts/lib/paths');
const { createConsoleLog, withProgress } = require('../../scripts/lib/progress');

const MANIFEST_FILES = ['package.json', 'package-lock.json'];
const START_SCRIPT = path.join('node_modules', 'lua-cli', 'dist', 'index.js');
const INSTALL_FLAGS = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** What to do when it is missing. */
const INSTALL_COMMAND = 'node test/cli/install.js';

/** The folder that this version belongs into. */
function targetFolder() {
	const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
	for (const file of MANIFEST_FILES) hash.update(readFileSync(path.join(__dirname, file)));
	const { version } = require('./package-lock.json').packages['node_modules/lua-cli'];
	const home = path.resolve(process.env.SIGNED_WEBHOOKS_RIG_DIR || rigHome);
	return path.join(home, `lua-cli-${version}-${hash.digest('hex').slice(0, 8)}`);
}

/**
 * @returns {string | undefined} path of the start script of lua-cli; undefined when it is not
 *   installed
 */
function findLuaCli() {
	const script = path.join(targetFolder(), START_SCRIPT);
	return existsSync(script) ? script : undefined;
}

/**
 * Returns the start script of lua-cli, which is installed first when it is missing (some seconds,
 * 130 MB), beside the n8n of the end-to-end tests.
 *
 * @param {{ log?: import('../../scripts/lib/progress').Log }} [options] default log: the console
 * @returns {Promise<string>}
 * @throws {Error} with the end of npm's output and what to do
 */
async function ensureLuaCli({ log = createConsoleLog() } = {}) {
	const target = targetFolder();
	const script = path.join(target, START_SCRIPT);
	const onWait = () => log('  Another process is installing lua-cli: waiting for it …');
	await withLock(`${target}.lock`, onWait, async () => {
		if (!existsSync(script)) await install(target, log);
	});
	return script;
}

/**
 * Installs into a folder of another name and renames that in the end, so that an interrupted
 * installation is never taken for a complete one.
 *
 * @param {string} target
 * @param {import('../../scripts/lib/progress').Log} log
 */
async function install(target, log) {
	const partial = `${target}.partial`;
	await fs.rm(partial, { recursive: true, force: true });
	await fs.mkdir(partial, { recursive: true });
	for (const file of MANIFEST_FILES) {
		await fs.copyFile(path.join(__dirname, file), path.join(partial, file));
	}
	try {
		await withProgress(log, 'Installing lua-cli', async () => {
			await runNpm(['ci', ...INSTALL_FLAGS], { cwd: partial });
		});
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		throw new Error(`${error.message}.\n${error.excerpt}\nRun it again: ${INSTALL_COMMAND}`);
	}
	await fs.rename(partial, target);
}

module.exports = { ensureLuaCli, findLuaCli, INSTALL_COMMAND };

if (require.main === module) {
	ensureLuaCli().catch((/** @type {Error} */ { message }) => {
		console.error(message);
		process.exitCode = 1;
	});
}
