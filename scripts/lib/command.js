// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');

const HEAD_LINES = 8;
const TAIL_LINES = 20;
const isWindows = process.platform === 'win32';

/** Spawn option: a process group of its own, which Ctrl-C in the terminal does not reach. */
const ownGroup = { detached: !isWindows };

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @param {import('node:child_process').ChildProcess} child */
function track(child) {
	if (running.size === 0) {
		process.on('exit', killRunning);
		for (const signal of SIGNALS) process.on(signal, onSignal);
	}
	running.add(child);
}

/** @param {import('node:child_process').ChildProcess} child */
function untrack(child) {
	running.delete(child);
	if (running.size > 0) return;
	process.off('exit', killRunning);
	for (const signal of SIGNALS) process.off(signal, onSignal);
}

/** npm would carry on with an installation that nobody waits for any more. */
function killRunning() {
	for (const child of running) killGroup(child);
}

/** @param {NodeJS.Signals} signal */
function onSignal(signal) {
	// By default a signal ends this process without an exit event, so nothing would be killed.
	if (process.listenerCount(signal) === 1) process.exit(130);
}

/**
 * Ends a child that was started with {@link ownGroup} at once, with all that it has started.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
function killGroup(child) {
	if (child.pid === undefined) return;
	try {
		if (isWindows) child.kill('SIGKILL');
		else process.kill(-child.pid, 'SIGKILL');
	} catch (error) {
		// ESRCH: nothing of it is left. EPERM: macOS says so of a group of ended processes.
		const { code } = /** @type {NodeJS.ErrnoException} */ (error);
		if (code !== 'ESRCH' && code !== 'EPERM') throw error;
	}
}

/**
 * A command that could not be started or ended with an error. `output` is all it printed.
 */
class CommandError extends Error {
	/**
	 * @param {string} message
	 * @param {string} output
	 */
	constructor(message, output) {
		super(message);
		this.name = 'CommandError';
		this.output = output;
	}

	/** The first and the last lines of the output, where the cause usually is. */
	get excerpt() {
		const lines = this.output.trimEnd().split('\n');
		if (lines.length <= HEAD_LINES + TAIL_LINES) return lines.join('\n');
		return [...lines.slice(0, HEAD_LINES), '…', ...lines.slice(-TAIL_LINES)].join('\n');
	}
}

/**
 * @typedef {object} CommandOptions
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} [env] default: this process's environment
 * @property {boolean} [shell] default: false
 */

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} options
 * @returns {Promise<string>} what it wrote to standard output
 * @throws {CommandError} when it cannot be started or exits with another code than 0
 */
async function runCommand(command, args, { cwd, env = process.env, shell = false }) {
	return await new Promise((resolve, reject) => {
		const name = path.basename([command, ...args].find((part) => part.endsWith('.js')) ?? command);
		const child = spawn(command, args, {
			...ownGroup,
			cwd,
			env,
			shell,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let stdout = '';
		let output = '';

		track(child);
		child.stdout.setEncoding('utf8').on('data', (text) => {
			stdout += text;
			output += text;
		});
		child.stderr.setEncoding('utf8').on('data', (text) => {
			output += text;
		});
		child.on('error', (error) => {
			untrack(child);
			reject(new CommandError(`"${name}" could not be started: ${error.message}`, output));
		});
		child.on('close', (code, signal) => {
			untrack(child);
			if (code === 0) resolve(stdout);
			else reject(new CommandError(`"${name}" ended with ${signal ?? `code ${code}`}`, output));
		});
	});
}

/**
 * Runs npm with the Node.js of this process, or with another one.
 *
 * @param {string[]} args
 * @param {CommandOptions & { nodeBin?: string }} options `nodeBin`: path of the Node.js that runs
 *   npm and everything npm starts; default: the one of this process
 * @returns {Promise<string>} what npm wrote to standard output
 * @throws {CommandError}
 */
async function runNpm(args, { nodeBin, env = process.env, cwd }) {
	const npmEnv = nodeBin ? withNodeFirst(env, nodeBin) : env;
	// Set when we were started by npm itself: then use the very same npm.
	const npmCli = process.env.npm_execpath;
	if (npmCli && path.basename(npmCli) === 'npm-cli.js') {
		return await runCommand(nodeBin ?? process.execPath, [npmCli, ...args], { cwd, env: npmEnv });
	}
	return await runCommand(isWindows ? 'npm.cmd' : 'npm', args, {
		cwd,
		env: npmEnv,
		shell: isWindows,
	});
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} nodeBin path of a Node.js binary
 * @returns {NodeJS.ProcessEnv} a copy in which `node` means that binary
 */
function withNodeFirst(env, nodeBin) {
	const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
	return { ...env, [pathName]: `${path.dirname(nodeBin)}${path.delimiter}${env[pathName] ?? ''}` };
}

module.exports = { CommandError, killGroup, ownGroup, runCommand, runNpm, withNodeFirst };
