import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findLuaCli, INSTALL_COMMAND } from '../../cli/install';
import lock from '../../cli/package-lock.json';
import type { FakeLua } from '../../support/services/lua';

const run = promisify(execFile);
const { version } = lock.packages['node_modules/lua-cli'];

/** What is missing to run the command line, and how to get it; `undefined` when it is there. */
export const missingLuaCli: string | undefined = findLuaCli()
	? undefined
	: `lua-cli ${version} (${INSTALL_COMMAND})`;

/** What a command printed, and how it ended. */
export interface CliResult {
	readonly exitCode: number;
	readonly output: string;
}

/** A webhook as the project file of the command line lists it. */
interface ProjectWebhook {
	readonly id: string;
	readonly name: string;
}

/** A project of the command line, as `lua init` and `lua push` leave it, and a home of its own. */
export class LuaProject {
	private readonly folder = mkdtempSync(path.join(tmpdir(), 'signed-webhooks-lua-'));

	/** @param files text by path, besides the project file */
	constructor(
		agentId: string,
		webhooks: readonly ProjectWebhook[],
		files: Readonly<Record<string, string>> = {},
	) {
		const rows = webhooks.flatMap(({ id, name }) => [
			`  - name: ${name}`,
			'    version: 1.0.0',
			`    webhookId: ${id}`,
		]);
		writeFileSync(
			path.join(this.folder, 'lua.skill.yaml'),
			['agent:', `  agentId: ${agentId}`, '  orgId: org_1', 'webhooks:', ...rows, ''].join('\n'),
		);
		for (const [name, text] of Object.entries(files)) {
			const file = path.join(this.folder, name);
			mkdirSync(path.dirname(file), { recursive: true });
			writeFileSync(file, text);
		}
		// Otherwise it asks the registry for a newer version of itself.
		const home = path.join(this.folder, '.lua-cli');
		mkdirSync(home);
		const check = { latestVersion: version, checkedAt: Date.now() };
		writeFileSync(path.join(home, 'version-check.json'), JSON.stringify(check));
	}

	/** Runs one command against a service, without asking anybody anything. */
	async run(
		{ url, apiKey }: Pick<FakeLua, 'url' | 'apiKey'>,
		...args: readonly string[]
	): Promise<CliResult> {
		const script = findLuaCli() ?? 'lua-cli is not installed';
		const options = {
			cwd: this.folder,
			env: {
				PATH: process.env.PATH,
				HOME: this.folder,
				USERPROFILE: this.folder,
				LUA_API_URL: url,
				LUA_API_KEY: apiKey,
				LUA_TELEMETRY: 'false',
			},
		};
		try {
			const { stdout } = await run(process.execPath, [script, '--ci', ...args], options);
			return { exitCode: 0, output: stdout };
		} catch (error) {
			const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
			return { exitCode: code, output: stdout + stderr };
		}
	}

	/** Deletes it. */
	remove(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}
