import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureRig } from '../../rig/install.js';

const PROGRAM = `
const { DatabaseSync } = require('node:sqlite');
const [file, sql] = process.argv.slice(1);
const database = new DatabaseSync(file, { timeout: 10_000 });
process.stdout.write(JSON.stringify(database.prepare(sql).all()));
`;

/** Runs one statement in the database of an n8n of one process, which may run meanwhile. */
export async function querySqlite(userFolder: string, sql: string): Promise<unknown[]> {
	const { nodeBin } = await ensureRig();
	const file = join(userFolder, '.n8n', 'database.sqlite');
	const args = ['--no-warnings', '-e', PROGRAM, file, sql];
	const { stdout } = await promisify(execFile)(nodeBin, args, { maxBuffer: 1e9 });
	return JSON.parse(stdout) as unknown[];
}
