import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureRig } from '../../rig/install.js';
import type { TestN8n } from './n8n';

/** All bytes of n8n's database, what is not yet checkpointed included. */
export async function databaseBytes({ userFolder }: Pick<TestN8n, 'userFolder'>): Promise<Buffer> {
	const folder = join(userFolder, '.n8n');
	const files = (await readdir(folder)).filter((name) => name.startsWith('database.sqlite'));
	return Buffer.concat(
		await Promise.all(files.map(async (name) => await readFile(join(folder, name)))),
	);
}

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
