// @ts-check
'use strict';

const { execFileSync, spawnSync } = require('node:child_process');
const { randomUUID } = require('node:crypto');
const { existsSync, readdirSync, realpathSync } = require('node:fs');
const fs = require('node:fs/promises');
const path = require('node:path');
const { runCommand } = require('../../../scripts/lib/command');
const { startServer } = require('./start');

const HOST = '127.0.0.1';
const USER = 'n8n';
/** The one that every cluster has from the start. */
const DATABASE = 'postgres';
/** Where Debian keeps the programs of each major version. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** What is lost when the machine fails does not matter here, and speed does. */
const SETTINGS = {
	listen_addresses: HOST,
	unix_socket_directories: '',
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
};

/** @returns {string | undefined} folder of PostgreSQL's programs; `undefined`: there are none */
function findPostgres() {
	const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
	const initdb = [
		...(process.env.PATH ?? '').split(path.delimiter),
		...newestFirst.map((version) => path.join(DEBIAN_FOLDER, version, 'bin')),
	]
		.map((folder) => path.join(folder, 'initdb'))
		.find(existsSync);
	// The path may hold links to some of the programs only.
	return initdb && path.dirname(realpathSync(initdb));
}

/**
 * PostgreSQL refuses to run as root. Its packages bring a user for it.
 *
 * @returns {import('./start').User}
 */
function serverUser() {
	if (process.getuid?.() !== 0) return {};
	/** @param {string} flag */
	const idOf = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: idOf('-u'), gid: idOf('-g') };
}

/**
 * A running PostgreSQL with an empty database.
 *
 * @typedef {import('./start').Server & {
 *   env: Record<string, string>,
 *   dump: () => Promise<string>,
 * }} Postgres `env`: n8n's settings that lead to it; `dump`: gives all it holds, as SQL
 */

/**
 * Starts a new PostgreSQL cluster on the loopback address.
 *
 * @param {object} options
 * @param {string} options.folder an existing folder that all users may pass; the data goes into it
 * @param {number} options.port
 * @returns {Promise<Postgres>}
 * @throws {Error} with its output when it does not start
 */
async function startPostgres({ folder, port }) {
	const programs = findPostgres();
	if (!programs) throw new Error('PostgreSQL is not installed.');

	const user = serverUser();
	const home = path.join(folder, 'postgres');
	await fs.mkdir(home, { mode: 0o700 });
	// Without a password, any user of this machine could run code as the current one.
	const password = randomUUID();
	const passwordFile = path.join(home, 'password');
	await fs.writeFile(passwordFile, password);
	for (const owned of [home, passwordFile]) {
		if (user.uid !== undefined && user.gid !== undefined) {
			await fs.chown(owned, user.uid, user.gid);
		}
	}

	const data = path.join(home, 'data');
	initialize(path.join(programs, 'initdb'), home, user, [
		`--pgdata=${data}`,
		`--username=${USER}`,
		`--pwfile=${passwordFile}`,
		'--auth=scram-sha-256',
		'--encoding=UTF8',
		'--no-locale',
		'--no-sync',
	]);
	const settings = Object.entries({ ...SETTINGS, port });
	const { stop } = await startServer({
		command: path.join(programs, 'postgres'),
		args: ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
		cwd: home,
		readyText: 'database system is ready to accept connections',
		user,
	});
	return {
		stop,
		dump: async () =>
			await runCommand(
				path.join(programs, 'pg_dump'),
				[`--host=${HOST}`, `--port=${port}`, `--username=${USER}`, DATABASE],
				{ cwd: folder, env: { ...process.env, PGPASSWORD: password } },
			),
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_HOST: HOST,
			DB_POSTGRESDB_PASSWORD: password,
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_USER: USER,
		},
	};
}

/**
 * @param {string} initdb
 * @param {string} cwd
 * @param {import('./start').User} user
 * @param {string[]} args
 */
function initialize(initdb, cwd, user, args) {
	const { status, stdout, stderr, error } = spawnSync(initdb, args, {
		cwd,
		...user,
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(`initdb failed.\n${error ?? ''}${stdout}${stderr}`);
}

module.exports = { findPostgres, startPostgres };
