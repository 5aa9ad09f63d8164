// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');
const { killGroup, ownGroup } = require('../../../scripts/lib/command');

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;

/**
 * A running server that n8n needs beside it.
 *
 * @typedef {object} Server
 * @property {() => Promise<void>} stop resolves when it is gone
 *
 * @typedef {{ uid?: number, gid?: number }} User a user of the machine; empty: the current one
 */

/**
 * Starts a server and waits until it says that it is ready. It never outlives the process that
 * called this.
 *
 * @param {object} options
 * @param {string} options.command
 * @param {string[]} options.args
 * @param {string} options.cwd
 * @param {string} options.readyText what it prints when it is ready
 * @param {User} [options.user] default: the current one
 * @returns {Promise<Server>}
 * @throws {Error} with its output when it ends early or is not ready after 30 s
 */
async function startServer({ command, args, cwd, readyText, user = {} }) {
	const name = path.basename(command);
	const child = spawn(
		process.execPath,
		[path.join(__dirname, 'runWithParent.js'), JSON.stringify({ command, args, cwd, user })],
		{ ...ownGroup, stdio: ['pipe', 'pipe', 'pipe'] },
	);
	/** @type {Promise<void>} */
	const exited = new Promise((resolve) => child.once('exit', () => resolve()));

	const stop = async () => {
		const forced = setTimeout(() => killGroup(child), STOP_TIMEOUT_MS);
		child.stdin.end();
		await exited;
		clearTimeout(forced);
	};

	let output = '';
	/** @type {Promise<void>} */
	const ready = new Promise((resolve) => {
		/** @param {string} text */
		const collect = (text) => {
			output += text;
			if (output.includes(readyText)) resolve();
		};
		child.stdout.setEncoding('utf8').on('data', collect);
		child.stderr.setEncoding('utf8').on('data', collect);
	});
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	const timeout = new Promise((resolve) => {
		timer = setTimeout(resolve, START_TIMEOUT_MS);
	});
	await Promise.race([ready, exited, timeout]);
	clearTimeout(timer);
	if (!output.includes(readyText)) {
		await stop();
		throw new Error(`${name} did not start.\n${output}`);
	}
	return { stop };
}

module.exports = { startServer };
