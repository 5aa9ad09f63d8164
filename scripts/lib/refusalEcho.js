// @ts-check
'use strict';

const fs = require('node:fs');

const LOOK_EVERY_MS = 300;
/** How the lines of the triggers about requests that started nothing begin. */
const REFUSAL = /(?:Refused|Put off|Could not handle) a request at the node .*/;

/**
 * Passes on what the triggers log about refused requests, while n8n's log grows.
 *
 * @param {string} file n8n's log; it may be missing at first. What is in it already is passed over
 * @param {(text: string) => void} log
 * @returns {() => void} ends it, after a last look
 */
function echoRefusals(file, log) {
	let position = sizeOf(file);
	/** The beginning of a line whose end is not written yet. */
	let rest = Buffer.alloc(0);
	const look = () => {
		const size = sizeOf(file);
		if (size <= position) return;
		const added = readFrom(file, position, size - position);
		position += added.length;
		const bytes = Buffer.concat([rest, added]);
		const end = bytes.lastIndexOf('\n') + 1;
		rest = bytes.subarray(end);
		for (const line of bytes.subarray(0, end).toString('utf8').split('\n')) {
			const refusal = REFUSAL.exec(line)?.[0];
			if (refusal !== undefined) log(`  ✗ ${refusal.trimEnd()}`);
		}
	};
	const timer = setInterval(look, LOOK_EVERY_MS).unref();
	return () => {
		clearInterval(timer);
		look();
	};
}

/** @param {string} file */
function sizeOf(file) {
	return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * @param {string} file
 * @param {number} position
 * @param {number} length
 */
function readFrom(file, position, length) {
	const descriptor = fs.openSync(file, 'r');
	try {
		const buffer = Buffer.alloc(length);
		return buffer.subarray(0, fs.readSync(descriptor, buffer, 0, length, position));
	} finally {
		fs.closeSync(descriptor);
	}
}

module.exports = { echoRefusals };
