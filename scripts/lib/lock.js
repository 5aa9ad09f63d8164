// @ts-check
'use strict';

const { rmSync } = require('node:fs');
const fs = require('node:fs/promises');
const { hostname } = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { randomUUID } = require('node:crypto');

const HEARTBEAT_MS = 1_000;
const STALE_AFTER_MS = 10_000;
const POLL_MS = 500;

/**
 * Takes a lock that other processes respect. The holder touches the lock file every second; a lock
 * whose holder has died, or that nobody has touched for 10 s, is taken over.
 *
 * @param {string} lockFile its folder is created when missing
 * @returns {Promise<(() => void) | undefined>} gives the lock back; undefined when another process
 *   holds the lock
 */
async function tryLock(lockFile) {
	await fs.mkdir(path.dirname(lockFile), { recursive: true });
	if (!(await claim(lockFile))) return undefined;

	const heartbeat = setInterval(() => {
		const now = new Date();
		fs.utimes(lockFile, now, now).catch(() => {});
	}, HEARTBEAT_MS).unref();
	const removeFile = () => rmSync(lockFile, { force: true });
	process.once('exit', removeFile);
	return () => {
		clearInterval(heartbeat);
		process.off('exit', removeFile);
		removeFile();
	};
}

/**
 * Runs a task while no other process runs one under the same lock.
 *
 * @template T
 * @param {string} lockFile
 * @param {() => void} onWait called once when another process holds the lock
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
async function withLock(lockFile, onWait, task) {
	let release = await tryLock(lockFile);
	if (!release) onWait();
	while (!release) {
		await sleep(POLL_MS);
		release = await tryLock(lockFile);
	}
	try {
		return await task();
	} finally {
		release();
	}
}

/** @param {string} lockFile */
async function claim(lockFile) {
	const own = JSON.stringify({ host: hostname(), pid: process.pid, token: randomUUID() });
	const replaces = await isStale(lockFile);
	if (replaces) await fs.rm(lockFile, { force: true });
	try {
		await fs.writeFile(lockFile, own, { flag: 'wx' });
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
		throw error;
	}
	// Of two processes that replace a stale lock at the same moment, the later one has it.
	if (replaces) await sleep(POLL_MS);
	return (await fs.readFile(lockFile, 'utf8').catch(() => '')) === own;
}

/**
 * @param {string} lockFile
 * @returns {Promise<boolean>} whether it is there, but its holder is not
 */
async function isStale(lockFile) {
	try {
		const { mtimeMs } = await fs.stat(lockFile);
		if (Date.now() - mtimeMs > STALE_AFTER_MS) return true;
		const { host, pid } = JSON.parse(await fs.readFile(lockFile, 'utf8'));
		return host === hostname() && !isAlive(pid);
	} catch {
		// It has just been given back, or is just being written.
		return false;
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

module.exports = { tryLock, withLock };
