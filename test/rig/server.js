// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { killGroup, ownGroup, withNodeFirst } = require('../../scripts/lib/command');
const { rigHome } = require('../../scripts/lib/paths');

const HOST = '127.0.0.1';
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 200;
const TAIL_LINES = 30;
/** @typedef {{ path: string, statusCode: number }} Sign */

/** @type {Sign[]} */
const HEALTHY = [
	{ path: '/healthz', statusCode: 200 },
	{ path: '/healthz/readiness', statusCode: 200 },
];
/**
 * What each kind of process answers once it is ready.
 *
 * @type {Record<'start' | 'worker' | 'webhook', Sign[]>}
 */
const READY_SIGNS = {
	// Who does not sign in is turned away, by the last part of n8n that begins to answer.
	start: [...HEALTHY, { path: '/rest/login', statusCode: 401 }],
	worker: HEALTHY,
	webhook: HEALTHY,
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

/** Modules of n8n that no test has to do with. */
const UNUSED_MODULES = [
	'agents',
	'breaking-changes',
	'chat-hub',
	'external-secrets',
	'insights',
	'instance-ai',
	'instance-registry',
	'instance-version-history',
	'ldap',
	'log-streaming',
	'mcp',
	'mcp-registry',
	'n8n-packages',
	'oauth-server',
	'otel',
	'quick-connect',
	'source-control',
	'sso-oidc',
	'sso-saml',
	'workflow-builder',
	'workflow-reviews',
];

/** Without what no test has to do with, n8n starts in half of the time. */
const LEAN_SETTINGS = {
	N8N_DISABLED_MODULES: UNUSED_MODULES.join(),
	N8N_DISABLE_UI: 'true',
	// Only the Code node needs a runner, which would be a process of its own.
	N8N_RUNNERS_AUTH_TOKEN: 'nobody comes',
	N8N_RUNNERS_MODE: 'external',
};

/** n8n tries a trigger that could not be published again after a second, and not only after 15. */
const QUICK_SETTINGS = { N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000' };

/** n8n's code as the processor takes it, so that it need not be compiled at every start. */
const COMPILE_CACHE = path.join(rigHome, 'compile-cache');

/**
 * A running n8n.
 *
 * @typedef {object} N8nServer
 * @property {string} baseUrl without a slash at the end; also the base of the webhook URLs
 * @property {number} port
 * @property {number} pid
 * @property {() => Promise<void>} stop lets n8n shut down in order; resolves when it is gone
 * @property {() => Promise<void>} kill ends it at once, as a crash would; resolves when it is gone.
 *   After that, n8n lets 10 s pass at its next start in the same user folder, unless it is quick
 * @property {() => void} unref lets this process end although n8n runs; n8n then ends, too
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
 * @param {keyof typeof READY_SIGNS} [options.command] `start` (default): a whole n8n or the main
 *   process of queue mode; `worker` and `webhook`: the other processes of queue mode
 * @param {boolean} [options.lean] without the editor, the runner of Code nodes and the modules that
 *   tests have nothing to do with, which starts in half of the time. Default: false
 * @param {boolean} [options.quick] does not wait as long as n8n does: see quick.js. Default: false
 * @param {Record<string, string>} [options.env] n8n settings on top of the quiet defaults
 * @param {string} [options.outputFile] takes n8n's output, at its end. Then no word of it comes late:
 *   what n8n wrote before it answered can be read as soon as the answer is there. Default: none
 * @returns {Promise<N8nServer>}
 * @throws {Error} with the end of n8n's output when it ends early or is not ready after 3 minutes
 */
async function startN8n(options) {
	const { port, command = 'start' } = options;
	if (port !== undefined && !(await isPortFree(port))) {
		throw new Error(
			`Port ${port} is in use: choose another port or stop the program that uses it.`,
		);
	}
	const [freePort = 0, brokerPort = 0] = await findFreePorts(2);
	const ownPort = port ?? freePort;
	const baseUrl = `http://${HOST}:${ownPort}`;
	const output = openOutput(options.outputFile);
	const child = spawnN8n(options, { baseUrl, port: ownPort, brokerPort }, output.target);
	output.collect(child);
	const hook = options.quick ? listenToHook(child) : undefined;

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
	const unref = () => {
		child.unref();
		for (const stream of child.stdio) /** @type {net.Socket | null} */ (stream)?.unref();
	};
	const stop = async () => {
		const forced = setTimeout(killNow, STOP_TIMEOUT_MS);
		child.kill('SIGTERM');
		await exited;
		clearTimeout(forced);
	};

	try {
		await waitUntilReady(baseUrl, READY_SIGNS[command], () => endReason);
		if (command === 'start') hook?.checkThatPollIsQuick();
		hook?.tellReady();
	} catch (error) {
		await kill();
		throw new Error(`${/** @type {Error} */ (error).message}\n${lastLines(output.text())}`);
	}
	const pid = /** @type {number} */ (child.pid);
	return { baseUrl, port: ownPort, pid, stop, kill, unref, output: output.text, exited };
}

/**
 * @param {Parameters<typeof startN8n>[0]} options
 * @param {{ baseUrl: string, port: number, brokerPort: number }} address
 * @param {'pipe' | number} outputTarget
 */
function spawnN8n(options, { baseUrl, port, brokerPort }, outputTarget) {
	const { rig, userFolder, command = 'start', env, lean = false, quick = false } = options;
	// With the journal of a crash, n8n would wait for 10 s before it starts.
	if (quick) fs.rmSync(path.join(userFolder, '.n8n', 'crash.journal'), { force: true });

	const hooks = ['exitWithParent.js', ...(quick ? ['quick.js'] : [])];
	const requires = hooks.flatMap((file) => ['--require', path.join(__dirname, file)]);
	return spawn(rig.nodeBin, [...requires, rig.n8nBin, command], {
		cwd: userFolder,
		...ownGroup,
		stdio: ['pipe', outputTarget, outputTarget, quick ? 'pipe' : 'ignore'],
		env: {
			...withNodeFirst(withoutForeignSettings(process.env), rig.nodeBin),
			NODE_COMPILE_CACHE: COMPILE_CACHE,
			...QUIET_SETTINGS,
			...(lean && LEAN_SETTINGS),
			...(quick && QUICK_SETTINGS),
			N8N_EDITOR_BASE_URL: baseUrl,
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			N8N_USER_FOLDER: userFolder,
			...(command === 'worker' && workerHealthSettings(port)),
			WEBHOOK_URL: `${baseUrl}/`,
			...env,
		},
	});
}

/**
 * Where the output of a process goes.
 *
 * @param {string | undefined} file `undefined`: it is kept in memory
 * @returns {{
 *   target: 'pipe' | number,
 *   collect: (child: import('node:child_process').ChildProcess) => void,
 *   text: () => string,
 * }}
 */
function openOutput(file) {
	if (file === undefined) {
		let text = '';
		return {
			target: 'pipe',
			collect: ({ stdout, stderr }) => {
				for (const stream of [stdout, stderr]) {
					stream?.setEncoding('utf8').on('data', (part) => {
						text += part;
					});
				}
			},
			text: () => text,
		};
	}
	const target = fs.openSync(file, 'a');
	const start = fs.fstatSync(target).size;
	return {
		target,
		collect: () => fs.closeSync(target),
		text: () => fs.readFileSync(file).subarray(start).toString('utf8'),
	};
}

/**
 * The other end of what quick.js hears and says.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
function listenToHook(child) {
	const pipe = /** @type {net.Socket} */ (child.stdio[3]);
	let heard = '';
	pipe.setEncoding('utf8').on('data', (text) => {
		heard += text;
	});
	pipe.on('error', () => {});
	return {
		checkThatPollIsQuick: () => {
			if (heard.includes('poll')) return;
			throw new Error(
				'n8n does not look for executions that are due as test/rig/quick.js expects, so the tests ' +
					'would wait for minutes: adapt quick.js to this version of n8n (see its wait-tracker.js).',
			);
		},
		tellReady: () => void pipe.write('ready\n'),
	};
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
 * @param {string} baseUrl
 * @param {Sign[]} signs
 * @param {() => string | undefined} endReason why n8n has ended; undefined while it runs
 */
async function waitUntilReady(baseUrl, signs, endReason) {
	const deadline = Date.now() + START_TIMEOUT_MS;
	for (const sign of signs) {
		while (!(await isGiven(baseUrl, sign))) {
			const reason = endReason();
			if (reason) throw new Error(`n8n ${reason} before it was ready.`);
			if (Date.now() > deadline) {
				const seconds = START_TIMEOUT_MS / 1000;
				throw new Error(`n8n did not answer at ${baseUrl + sign.path} within ${seconds} s.`);
			}
			await sleep(POLL_MS);
		}
	}
}

/**
 * @param {string} baseUrl
 * @param {Sign} sign
 */
async function isGiven(baseUrl, { path: urlPath, statusCode }) {
	try {
		const response = await fetch(baseUrl + urlPath, { signal: AbortSignal.timeout(5_000) });
		const isJson = response.headers.get('content-type')?.includes('json') ?? false;
		await response.arrayBuffer();
		// While n8n starts, it answers every path with a waiting page.
		return response.status === statusCode && isJson;
	} catch {
		return false;
	}
}

/** @param {NodeJS.ProcessEnv} env */
function withoutForeignSettings(env) {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !FOREIGN_SETTING.test(name)));
}

// Below the ports that systems give to outgoing connections (Linux from 32768 on): one of those could
// be taken between the look and the start of who listens there. Each of Jest's workers has its own.
const FIRST_PORT = 12_000;
const PORTS_PER_WORKER = 2_000;
const MAX_WORKERS = 8;
const worker = Number(process.env.JEST_WORKER_ID ?? 0) % MAX_WORKERS;
let lastPort = Math.floor(Math.random() * PORTS_PER_WORKER);

/**
 * @param {number} count
 * @returns {Promise<number[]>} ports of the loopback address that nobody listens on, and that this
 *   process has not been given before
 */
async function findFreePorts(count) {
	/** @type {number[]} */
	const ports = [];
	while (ports.length < count) {
		lastPort = (lastPort + 1) % PORTS_PER_WORKER;
		const port = FIRST_PORT + worker * PORTS_PER_WORKER + lastPort;
		if (await isPortFree(port)) ports.push(port);
	}
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
