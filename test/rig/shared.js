// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { ensureRig } = require('./install');
const { prepare } = require('./prepared');
const { startN8n } = require('./server');

/**
 * An n8n that several test files use one after another, each of which cleans up behind itself.
 *
 * @typedef {object} SharedN8n
 * @property {string} baseUrl without a slash at the end
 * @property {string} outputFile takes all that it prints
 * @property {() => Promise<void>} kill
 */

/** @type {Map<string, Promise<SharedN8n>>} */
const running = new Map();

/**
 * Gives the n8n with these settings that this process has started already, or starts one. It ends with
 * this process.
 *
 * @param {object} options
 * @param {Record<string, string>} options.env n8n's settings
 * @param {boolean} options.quick as of startN8n
 * @returns {Promise<SharedN8n>}
 * @throws {Error} when n8n does not start
 */
async function shareN8n(options) {
	const key = JSON.stringify(options);
	const n8n = running.get(key) ?? start(key, options);
	running.set(key, n8n);
	return await n8n;
}

/**
 * @param {string} key
 * @param {Parameters<typeof shareN8n>[0]} options
 */
async function start(key, { env, quick }) {
	const rig = await ensureRig();
	const { copyUserFolder } = await prepare(rig);
	const userFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'signed-webhooks-shared-'));
	process.on('exit', () => removeLater(userFolder));
	// Jest ends workers that still have connections to n8n like this, which alone is no exit.
	if (running.size === 1) process.once('SIGTERM', () => process.exit());
	await copyUserFolder(userFolder);
	const outputFile = path.join(userFolder, 'output.log');
	const server = await startN8n({ rig, userFolder, env, lean: true, quick, outputFile });
	server.unref();
	void server.exited.then(() => running.delete(key));
	return { baseUrl: server.baseUrl, outputFile, kill: server.kill };
}

/**
 * Removes a folder in a process that outlives this one: it takes a while, and Jest kills workers that
 * take half a second to end.
 *
 * @param {string} folder
 */
function removeLater(folder) {
	const script = 'fs.rmSync(process.argv[1], { recursive: true, force: true, maxRetries: 5 })';
	spawn(process.execPath, ['-e', script, folder], { detached: true, stdio: 'ignore' }).unref();
}

/** Ends every n8n that this process shares. */
async function endSharedN8n() {
	const started = await Promise.allSettled(running.values());
	for (const each of started) if (each.status === 'fulfilled') await each.value.kill();
}

module.exports = { endSharedN8n, shareN8n };
