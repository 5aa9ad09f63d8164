// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');
const { existsSync } = require('node:fs');
const fs = require('node:fs/promises');
const path = require('node:path');
const { startServer } = require('./start');

const HOST = '127.0.0.1';

/** @returns {string | undefined} path of redis-server; `undefined` when this machine has none */
function findRedis() {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return folders.map((folder) => path.join(folder, 'redis-server')).find(existsSync);
}

/**
 * Starts a Redis that keeps nothing on disk, on the loopback address.
 *
 * @param {object} options
 * @param {string} options.folder an existing folder for its settings
 * @param {number} options.port
 * @returns {Promise<import('./start').Server & { env: Record<string, string> }>} `env`: n8n's
 *   settings that lead to it
 * @throws {Error} with its output when it does not start
 */
async function startRedis({ folder, port }) {
	const command = findRedis();
	if (!command) throw new Error('redis-server is not installed.');

	// Without a password, any user of this machine could run code as the current one.
	const password = randomUUID();
	const settings = [
		`bind ${HOST}`,
		`port ${port}`,
		`requirepass ${password}`,
		'save ""',
		'appendonly no',
	];
	const file = path.join(folder, 'redis.conf');
	await fs.writeFile(file, settings.join('\n'), { mode: 0o600 });
	const { stop } = await startServer({
		command,
		args: [file],
		cwd: folder,
		readyText: 'Ready to accept connections',
	});
	return {
		stop,
		env: {
			QUEUE_BULL_REDIS_HOST: HOST,
			QUEUE_BULL_REDIS_PASSWORD: password,
			QUEUE_BULL_REDIS_PORT: String(port),
		},
	};
}

module.exports = { findRedis, startRedis };
