// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');
const { readFileSync } = require('node:fs');
const fs = require('node:fs/promises');
const path = require('node:path');
const { packageFolderOf } = require('./prepared');
const { findFreePorts, startN8n } = require('./server');
const { findPostgres, startPostgres } = require('./servers/postgres');
const { findRedis, startRedis } = require('./servers/redis');

/** n8n notices within 7 s, and not only after 90, that a worker died with work in its hands. */
const QUICK_TO_NOTICE = {
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '1000',
};

/**
 * One process of n8n in queue mode. It keeps its address and its data over all starts.
 *
 * @typedef {object} QueueProcess
 * @property {string} baseUrl without a slash at the end
 * @property {(options?: StartOptions) => Promise<void>} start resolves when it is ready
 * @property {() => Promise<void>} stop lets it shut down in order, if it runs; resolves when it is
 *   gone
 * @property {() => Promise<void>} kill ends it at once (SIGKILL), if it runs; resolves when it is gone
 * @property {() => string} output all that it has printed, over all its starts
 *
 * @typedef {object} StartOptions
 * @property {boolean} [newDisk] as a container without a volume is started anew: n8n does not find
 *   its log of what it was at, and marks nothing of that as crashed. Default: false
 *
 * @typedef {'main' | 'worker' | 'webhook'} QueueProcessName
 * @typedef {Record<QueueProcessName, QueueProcess>} QueueProcesses
 *
 * @typedef {object} QueueN8n
 * @property {QueueProcesses} processes all of them run at first
 * @property {string} userFolder of the main process
 * @property {string} packageFolder where the package is installed for the main process
 * @property {() => Promise<string>} dumpDatabase gives all that the database holds, as SQL
 * @property {() => Promise<void>} stop ends everything at once
 */

/** What the names of n8n's logs of events begin with. */
const EVENT_LOG = 'n8nEventLog';

/** @type {Record<QueueProcessName, 'start' | 'worker' | 'webhook'>} */
const COMMANDS = { main: 'start', worker: 'worker', webhook: 'webhook' };

/** @returns {string | undefined} what this machine lacks for queue mode, and how to get it */
function findMissingServers() {
	const missing = [
		...(findRedis() ? [] : ['redis-server']),
		...(findPostgres() ? [] : ['postgresql']),
	].join(' ');
	return missing ? `${missing} (on Debian: apt-get install ${missing})` : undefined;
}

/**
 * Starts n8n in queue mode: a PostgreSQL, a Redis, a main process, a worker and a webhook process,
 * each of which has the package installed. None outlives the process that called this.
 *
 * @param {object} options
 * @param {import('./install').Rig} options.rig
 * @param {import('./prepared').Prepared} options.prepared
 * @param {string} options.folder an existing folder for all data
 * @param {boolean} [options.quick] of all processes, as of startN8n
 * @param {Record<string, string>} [options.env] n8n settings of all processes
 * @returns {Promise<QueueN8n>}
 * @throws {Error} with the output of what did not start
 */
async function startQueueN8n({ rig, prepared, folder, quick = false, env = {} }) {
	/** @type {Array<() => Promise<unknown>>} */
	const stops = [];
	const stop = async () => {
		for (const stopOne of stops.reverse()) await stopOne();
	};
	try {
		// PostgreSQL's user has to pass.
		await fs.chmod(folder, 0o711);
		const [redisPort = 0, postgresPort = 0, ...ports] = await findFreePorts(5);
		const redis = await startRedis({ folder, port: redisPort });
		stops.push(redis.stop);
		const postgres = await startPostgres({ folder, port: postgresPort });
		stops.push(postgres.stop);

		const userFolder = path.join(folder, 'main');
		for (const name of ['main', 'worker', 'webhook']) {
			await prepared.copyPackage(path.join(folder, name));
		}
		const settings = {
			...redis.env,
			...postgres.env,
			...QUICK_TO_NOTICE,
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: randomUUID(),
			...env,
		};
		/**
		 * @param {QueueProcessName} name
		 * @param {number} [port]
		 */
		const create = (name, port = 0) =>
			queueProcess({
				rig,
				quick,
				lean: true,
				command: COMMANDS[name],
				userFolder: path.join(folder, name),
				port,
				env: settings,
			});
		const processes = {
			main: create('main', ports[0]),
			worker: create('worker', ports[1]),
			webhook: create('webhook', ports[2]),
		};
		const all = Object.values(processes);
		stops.push(async () => await Promise.all(all.map(async ({ kill }) => await kill())));
		const starts = await Promise.allSettled(all.map(async ({ start }) => await start()));
		for (const each of starts) if (each.status === 'rejected') throw each.reason;
		const packageFolder = packageFolderOf(userFolder);
		return { processes, userFolder, packageFolder, dumpDatabase: postgres.dump, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * @param {Parameters<typeof startN8n>[0] & { port: number }} options
 * @returns {QueueProcess} that does not run yet
 */
function queueProcess(options) {
	/** @type {import('./server').N8nServer | undefined} */
	let server;
	const outputFile = path.join(options.userFolder, 'output.log');

	return {
		baseUrl: `http://127.0.0.1:${options.port}`,
		start: async ({ newDisk = false } = {}) => {
			const folder = path.join(options.userFolder, '.n8n');
			for (const name of await fs.readdir(folder)) {
				// With the journal of a crash, n8n would wait for 10 s before it starts.
				const isInTheWay = name === 'crash.journal' || (newDisk && name.startsWith(EVENT_LOG));
				if (isInTheWay) await fs.rm(path.join(folder, name));
			}
			server = await startN8n({ ...options, outputFile });
		},
		stop: async () => {
			await server?.stop();
			server = undefined;
		},
		kill: async () => {
			await server?.kill();
			server = undefined;
		},
		output: () => readFileSync(outputFile, 'utf8'),
	};
}

module.exports = { findMissingServers, startQueueN8n };
