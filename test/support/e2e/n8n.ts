import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../../rig/client.js';
import { ensureRig } from '../../rig/install.js';
import type { Rig } from '../../rig/install.js';
import { packageFolderOf, prepare } from '../../rig/prepared.js';
import { startN8n } from '../../rig/server.js';
import type { N8nServer } from '../../rig/server.js';
import type { shareN8n as share, SharedN8n } from '../../rig/shared.js';
import { isLong } from '../scale';

export type Client = ReturnType<typeof createClient>;

/** What a file needs of n8n besides its settings. */
export interface N8nNeeds {
	/** The editor, with its descriptions and icons of all nodes. Default: false, as it starts slowly. */
	readonly editor?: boolean;
}

/** A real n8n with the packed package installed as n8n installs community packages. */
export interface RunningN8n {
	readonly baseUrl: string;
	readonly client: Client;
	/** All that n8n has printed for this file, or since it was started last. */
	readonly output: () => string;
}

/** One that this file has for itself. */
export interface TestN8n extends RunningN8n {
	readonly userFolder: string;
	/** Folder in which the package was installed. */
	readonly packageFolder: string;
	/** Ends n8n in order and starts it again with the same data, at the same address. */
	readonly restart: () => Promise<void>;
	/**
	 * The same, but ends n8n at once, as a crash would.
	 *
	 * @param meanwhile done while n8n is down
	 */
	readonly crash: (meanwhile?: () => Promise<void>) => Promise<void>;
}

/**
 * Starts n8n before the tests of a file and ends it after them. The values may be used inside tests
 * only.
 */
export function useN8n(
	env: Record<string, string> = {},
	{ editor = false }: N8nNeeds = {},
): TestN8n {
	let rig: Rig | undefined;
	let server: N8nServer | undefined;
	let client: Client | undefined;
	let userFolder = '';

	const start = async (port?: number): Promise<void> => {
		if (!rig) throw new Error('n8n was never started');
		server = await startN8n({
			rig,
			userFolder,
			env,
			lean: !editor,
			quick: !isLong,
			outputFile: join(userFolder, 'output.log'),
			...(port !== undefined && { port }),
		});
		client ??= createClient(server.baseUrl);
		await client.setupOwner();
	};

	beforeAll(async () => {
		rig = await ensureRig();
		userFolder = await mkdtemp(join(tmpdir(), 'signed-webhooks-e2e-'));
		const { copyUserFolder } = await prepare(rig);
		await copyUserFolder(userFolder);
		await start();
	});

	afterAll(async () => {
		// In order, n8n would wait for whatever still runs.
		await server?.kill();
		await rm(userFolder, { recursive: true, force: true });
	});

	const started = (): N8nServer => {
		if (!server) throw new Error('n8n is not running');
		return server;
	};
	const startAgain = async (
		end: () => Promise<void>,
		meanwhile?: () => Promise<void>,
	): Promise<void> => {
		const { port } = started();
		await end();
		await meanwhile?.();
		await start(port);
	};
	return {
		restart: async () => await startAgain(started().stop),
		crash: async (meanwhile) => await startAgain(started().kill, meanwhile),
		get baseUrl() {
			return started().baseUrl;
		},
		get client() {
			if (!client) throw new Error('n8n is not running');
			return client;
		},
		get userFolder() {
			return userFolder;
		},
		get packageFolder() {
			return packageFolderOf(userFolder);
		},
		output: () => started().output(),
	};
}

/** What test/support/e2e/environment.js gives to every file. */
declare const shareN8n: typeof share;

/**
 * Has an n8n before the tests of a file which other files have used before and will use after them,
 * since each start costs seconds: for files that neither restart it nor look into its files or at
 * what is not theirs. Workflows and credentials are deleted after the tests. The values may be used
 * inside tests only.
 */
export function useSharedN8n(env: Record<string, string> = {}): RunningN8n {
	let shared: SharedN8n | undefined;
	let client: Client | undefined;
	let printedBefore = 0;

	beforeAll(async () => {
		shared = await shareN8n({ env, quick: !isLong });
		printedBefore = statSync(shared.outputFile).size;
		client = createClient(shared.baseUrl);
		await client.setupOwner();
	});

	afterAll(async () => {
		if (!client) return;
		for (const { id } of await client.workflows()) await client.deleteWorkflow(id);
		for (const { id } of await client.credentials()) await client.deleteCredential(id);
	});

	const started = (): SharedN8n => {
		if (!shared) throw new Error('n8n is not running');
		return shared;
	};
	return {
		get baseUrl() {
			return started().baseUrl;
		},
		get client() {
			if (!client) throw new Error('n8n is not running');
			return client;
		},
		output: () => readFileSync(started().outputFile).subarray(printedBefore).toString('utf8'),
	};
}
