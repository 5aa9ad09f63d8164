// @ts-check
'use strict';

// Runs a server, and ends it in order when the process that asked for it is gone, however that
// ended: the standard input of this process is a pipe that nobody writes to, and closes then.

const { spawn } = require('node:child_process');

/** @type {{ command: string, args: string[], cwd: string, user: { uid?: number, gid?: number } }} */
const { command, args, cwd, user } = JSON.parse(process.argv[2] ?? '');

const server = spawn(command, args, {
	cwd,
	...user,
	// Whoever waits for a line of its output expects it in English.
	env: { ...process.env, LC_ALL: 'C' },
	stdio: ['ignore', 'inherit', 'inherit'],
});
server.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
server.on('exit', (code) => process.exit(code ?? 1));

// Both PostgreSQL and Redis take it as: finish now, without waiting for clients.
process.stdin.on('close', () => server.kill('SIGINT'));
process.stdin.resume();
