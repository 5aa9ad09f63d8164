// @ts-check
'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { CommandError, runNpm } = require('./command');
const { withLock } = require('./lock');
const { projectRoot, rigHome } = require('./paths');
const { withProgress } = require('./progress');

/**
 * Runs `npm ci` in the project when its dependencies are missing, incomplete or older than the
 * lock file.
 *
 * @param {{ log: import('./progress').Log }} options
 * @throws {Error} with the end of npm's output and what to do
 */
async function ensureDependencies({ log }) {
	if (await areUpToDate()) return;
	const onWait = () => log('  Another process is installing the dependencies: waiting for it …');
	await withLock(path.join(rigHome, 'dependencies.lock'), onWait, async () => {
		if (await areUpToDate()) return;
		await withProgress(log, 'Installing the development dependencies', async () => {
			try {
				await runNpm(['ci', '--include=dev', '--loglevel=error'], { cwd: projectRoot });
			} catch (error) {
				throw new Error(
					`The dependencies could not be installed: ${/** @type {Error} */ (error).message}.\n` +
						`${error instanceof CommandError ? error.excerpt : ''}\n` +
						'Check the network connection and the registry ("npm config get registry"), ' +
						'then run the same command again.',
				);
			}
		});
	});
}

async function areUpToDate() {
	// npm writes this file when it has finished.
	const installed = await modifiedAt(path.join(projectRoot, 'node_modules', '.package-lock.json'));
	const locked = await modifiedAt(path.join(projectRoot, 'package-lock.json'));
	return installed >= locked && installed > 0;
}

/** @param {string} file */
async function modifiedAt(file) {
	const stat = await fs.stat(file).catch(() => undefined);
	return stat?.mtimeMs ?? 0;
}

module.exports = { ensureDependencies };
