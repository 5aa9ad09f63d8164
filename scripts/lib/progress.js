// @ts-check
'use strict';

const DEFAULT_TICK_MS = 10_000;
const TERMINAL_TICK_MS = 1_000;

/**
 * Takes one line of text for people to read; `console.log` will do. `transient`, where there is one,
 * takes a line that only matters until the next one. `tickMs` is how often a running task reports
 * that it is alive (default 10 s).
 *
 * @typedef {((line: string) => void) & { transient?: (line: string) => void, tickMs?: number }} Log
 */

/**
 * Makes a log that writes to a stream. On a terminal, progress is redrawn in place every second;
 * elsewhere each report is a line of its own.
 *
 * @param {NodeJS.WriteStream} [stream] default: standard output
 * @returns {Log}
 */
function createConsoleLog(stream = process.stdout) {
	if (!stream.isTTY) return (line) => void stream.write(`${line}\n`);

	const clearLine = '\r\x1b[2K';
	/** @type {Log} */
	const log = (line) => void stream.write(`${clearLine}${line}\n`);
	log.transient = (line) => void stream.write(clearLine + line.slice(0, stream.columns - 1));
	log.tickMs = TERMINAL_TICK_MS;
	return log;
}

/**
 * Runs a task that may take long and keeps telling that it is alive.
 *
 * @template T
 * @param {Log} log
 * @param {string} label what is being done, in the form "Installing n8n"
 * @param {() => Promise<T>} task
 * @param {string} [hint] shown while it runs, for example "once, about 3 minutes"
 * @returns {Promise<T>} what the task returns; its error passes through
 */
async function withProgress(log, label, task, hint) {
	const startedAt = Date.now();
	const elapsed = () => formatDuration(Date.now() - startedAt);
	const show = log.transient ?? log;
	const running = `  ${label} …${hint ? ` (${hint})` : ''}`;

	show(running);
	const timer = setInterval(() => show(`${running} ${elapsed()}`), log.tickMs ?? DEFAULT_TICK_MS);
	try {
		const result = await task();
		log(`✓ ${label} (${elapsed()})`);
		return result;
	} catch (error) {
		log(`✗ ${label} (failed after ${elapsed()})`);
		throw error;
	} finally {
		clearInterval(timer);
	}
}

/**
 * @param {number} durationMs
 * @returns {string} for example "0.4 s", "12 s" or "2 min 5 s"
 */
function formatDuration(durationMs) {
	const seconds = durationMs / 1000;
	if (seconds < 10) return `${seconds.toFixed(1)} s`;
	if (seconds < 60) return `${Math.round(seconds)} s`;
	const wholeSeconds = Math.round(seconds);
	return `${Math.floor(wholeSeconds / 60)} min ${wholeSeconds % 60} s`;
}

module.exports = { createConsoleLog, formatDuration, withProgress };
