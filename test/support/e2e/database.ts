import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestN8n } from './n8n';

/** All bytes of n8n's database, what is not yet checkpointed included. */
export async function databaseBytes({ userFolder }: Pick<TestN8n, 'userFolder'>): Promise<Buffer> {
	const folder = join(userFolder, '.n8n');
	const files = (await readdir(folder)).filter((name) => name.startsWith('database.sqlite'));
	return Buffer.concat(
		await Promise.all(files.map(async (name) => await readFile(join(folder, name)))),
	);
}
