// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const net = require('node:net');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { killGroup, ownGroup, withNodeFirst } = require('../../scripts/lib/command');

const HOST = '127.0.0.1';
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 200;
const TAIL_LINES = 30;
const HEALTH_PATHS = ['/healthz', '/healthz/readiness'];
/** What each kind of process answers once it is ready. */
const READY_PATHS = {
	start: [...HEALTH_PATHS, '/rest/settings'],
	worker: HEALTH_PATHS,
	webhook: HEALTH_PATHS,
};

/** Settings of the surroundings that would change how n8n behaves. */
const FOREIGN_SETTING =
	/^((N8N|DB|EXECUTIONS|QUEUE|WEBHOOK|WORKFLOWS?|CREDENTIALS|ENDPOINTS?|GENERIC|NODES?|npm|JEST)_|(https?|all|no)_proxy$)/i;

/** No calls home, no banners; every endpoint on the loopback address only. */
const QUIET_SETTINGS = {
	NODE_ENV: 'production',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LISTEN_ADDRESS: HOST,
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: HOST,
	N8N_SECURE_COOKIE: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
};

/**
 * A running n8n.
 *
 * @typedef {object} N8nServer
 * @property {string} baseUrl without a slash at the end; also the base of the webhook URLs
 * @property {number} port
 * @property {number} pid
 * @property {() => Promise<void>} stop lets n8n shut down in order; resolves when it is gone
 * @property {() => Promise<void>} kill ends it at once, as a crash would; resolves when it is gone.
 *   After that, n8n lets 10 s pass at its next start in the same user folder
 * @property {() => string} output all that n8n has printed so far
 * @property {Promise<string>} exited resolves with the reason when n8n has ended by whatever cause
 */

/**
 * Starts n8n, by default with its embedded database, and waits until it serves requests. It never
 * outlives the process that called this.
 *
 * @param {object} options
 * @param {import('./install').Rig} options.rig
 * @param {string} options.userFolder holds `.n8n` (database, encryption key, installed packages);
 *   n8n creates what is missing
 * @param {number} [options.port] default: a free one
 * @param {keyof typeof READY_PATHS} [options.command] `start` (default): a whole n8n or the main
 *   process of queue mode; `worker` and `webhook`: the other processes of queue mode
 * @param {Record<string, string>} [options.env] n8n settings on top of the quiet defaults
 * @param {(text: string) => void} [options.log] receives n8n's output as it comes; default: nobody
 * @returns {Promise<N8nServer>}
 * @throws {Error} with the end of n8n's output when it ends early or is not ready after 3 minutes
 */
async function startN8n(options) {
	const { rig, userFolder, port, command = 'start', env = {}, log = () => {} } = options;
	if (port !== undefined && !(await isPortFree(port))) {
		throw new Error(
			`Port ${port} is in use: choose another port or stop the program that uses it.`,
		);
	}
	const [freePort = 0, brokerPort] = await findFreePorts(2);
	const ownPort = port ?? freePort;
	const baseUrl = `http://${HOST}:${ownPort}`;

	const child = spawn(
		rig.nodeBin,
		['--require', path.join(__dirname, 'exitWithParent.js'), rig.n8nBin, command],
		{
			cwd: userFolder,
			...ownGroup,
			stdio: ['pipe', 'pipe', 'pipe'],
			env: {
				...withNodeFirst(withoutForeignSettings(process.env), rig.nodeBin),
				...QUIET_SETTINGS,
				N8N_EDITOR_BASE_URL: baseUrl,
				N8N_PORT: String(ownPort),
				N8N_RUNNERS_BROKER_PORT: String(brokerPort),
				N8N_USER_FOLDER: userFolder,
				...(command === 'worker' && workerHealthSettings(ownPort)),
				WEBHOOK_URL: `${baseUrl}/`,
				...env,
			},
		},
	);

	let output = '';
	/** @param {string} text */
	const collect = (text) => {
		output += text;
		log(text);
	};
	child.stdout.setEncoding('utf8').on('data', collect);
	child.stderr.setEncoding('utf8').on('data', collect);

	const killNow = () => killGroup(child);
	process.on('exit', killNow);
	/** @type {string | undefined} */
	let endReason;
	/** @type {Promise<string>} */
	const exited = new Promise((resolve) => {
		/** @param {string} reason */
		const onEnd = (reason) => {
			endReason = reason;
			// Its task runner may still be there.
			killNow();
			process.off('exit', killNow);
			resolve(reason);
		};
		child.on('error', (error) => onEnd(`could not be started: ${error.message}`));
		child.on('exit', (code, signal) => onEnd(`ended with ${signal ?? `code ${code}`}`));
	});

	const kill = async () => {
		killNow();
		await exited;
	};
	const stop = async () => {
		const forced = setTimeout(killNow, STOP_TIMEOUT_MS);
		child.kill('SIGTERM');
		await exited;
		clearTimeout(forced);
	};

	try {
		const urls = READY_PATHS[command].map((readyPath) => baseUrl + readyPath);
		await waitUntilReady(urls, () => endReason);
	} catch (error) {
		await kill();
		throw new Error(`${/** @type {Error} */ (error).message}\n${lastLines(output)}`);
	}
	const pid = /** @type {number} */ (child.pid);
	return { baseUrl, port: ownPort, pid, stop, kill, output: () => output, exited };
}

/**
 * A worker listens only where its health is asked for.
 *
 * @param {number} port
 */
function workerHealthSettings(port) {
	return {
		N8N_WORKER_SERVER_ADDRESS: HOST,
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
	};
}

/**
 * @param {string[]} urls
 * @param {() => string | undefined} endReason why n8n has ended; undefined while it runs
 */
async function waitUntilReady(urls, endReason) {
	const deadline = Date.now() + START_TIMEOUT_MS;
	for (const url of urls) {
		while (!(await answersOk(url))) {
			const reason = endReason();
			if (reason) throw new Error(`n8n ${reason} before it was ready.`);
			if (Date.now() > deadline) {
				const seconds = START_TIMEOUT_MS / 1000;
				throw new Error(`n8n did not answer at ${url} within ${seconds} s.`);
			}
			await sleep(POLL_MS);
		}
	}
}

/** @param {string} url */
async function answersOk(url) {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
		const isJson = response.headers.get('content-type')?.includes('json') ?? false;
		await response.arrayBuffer();
		// While n8n starts, it answers every path with a waiting page.
		return response.ok && isJson;
	} catch {
		return false;
	}
}

/** @param {NodeJS.ProcessEnv} env */
function withoutForeignSettings(env) {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !FOREIGN_SETTING.test(name)));
}

/**
 * @param {number} count
 * @returns {Promise<number[]>} different ports of the loopback address that nobody listens on
 */
async function findFreePorts(count) {
	const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
	const ports = servers.map((server) => /** @type {net.AddressInfo} */ (server.address()).port);
	await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	return ports;
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
async function isPortFree(port) {
	try {
		const server = await listen(port);
		await new Promise((resolve) => server.close(resolve));
		return true;
	} catch {
		return false;
	}
}

/**
 * @param {number} port
 * @returns {Promise<net.Server>}
 */
async function listen(port) {
	return await new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen(port, HOST, () => resolve(server));
	});
}

/**
 * @param {string} text
 * @returns {string} its last 30 lines, where n8n tells why it ended
 */
function lastLines(text) {
	return text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}

module.exports = { findFreePorts, isPortFree, lastLines, startN8n };
