// @ts-check
'use strict';

// Loaded into the n8n process before n8n itself. Its standard input is a pipe that the process
// which started n8n never writes to: it closes when that process is gone, however it ended.

const { isMainThread } = require('node:worker_threads');

// n8n's worker threads load this file, too, and have a standard input of their own.
if (isMainThread) {
	process.stdin.on('close', () => process.exit(1));
	process.stdin.resume();
}
