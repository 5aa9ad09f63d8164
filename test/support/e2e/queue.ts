import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../../rig/client.js';
import { ensureRig } from '../../rig/install.js';
import { prepare } from '../../rig/prepared.js';
import { findMissingServers, startQueueN8n } from '../../rig/queue.js';
import type { QueueN8n, QueueProcesses, StartOptions } from '../../rig/queue.js';
import { describeUnlessMissing } from '../notRun';
import { isLong } from '../scale';
import type { Client, TestN8n } from './n8n';

/**
 * A real n8n in queue mode: a main process, a worker and a webhook process, with PostgreSQL and
 * Redis. As a {@link TestN8n}, it is the main process.
 */
export interface QueueTestN8n extends TestN8n {
	/** Ends the main process at once, as a crash would. The worker and the webhook process go on. */
	readonly killMain: () => Promise<void>;
	/** Starts the main process, ending it in order first where it runs. */
	readonly restartMain: () => Promise<void>;
	/** Ends the worker at once, as a crash would. Nothing is executed until it is started again. */
	readonly killWorker: () => Promise<void>;
	/** Starts the worker, ending it in order first where it runs. */
	readonly restartWorker: (options?: StartOptions) => Promise<void>;
	/** All that the worker has printed, over all its starts. */
	readonly workerOutput: () => string;
	/** All that n8n's database holds, as SQL. */
	readonly dumpDatabase: () => Promise<string>;
	/** The URL of the same webhook at the webhook process. */
	readonly atWebhookProcess: (webhookUrl: string) => string;
}

/**
 * Starts n8n in queue mode before the tests of a `describe` and ends it after them. The values may
 * be used inside tests only.
 */
export function useQueueN8n(env: Record<string, string> = {}): QueueTestN8n {
	let queue: QueueN8n | undefined;
	let client: Client | undefined;
	let folder = '';

	beforeAll(async () => {
		const rig = await ensureRig();
		const prepared = await prepare(rig);
		folder = await mkdtemp(join(tmpdir(), 'signed-webhooks-queue-'));
		queue = await startQueueN8n({ rig, prepared, folder, quick: !isLong, env });
		client = createClient(queue.processes.main.baseUrl);
		await client.setupOwner();
	});

	afterAll(async () => {
		await queue?.stop();
		await rm(folder, { recursive: true, force: true });
	});

	const started = (): QueueN8n => {
		if (!queue) throw new Error('n8n is not running');
		return queue;
	};
	const processes = (): QueueProcesses => started().processes;
	const startMain = async (): Promise<void> => {
		await processes().main.start();
		await client?.setupOwner();
	};
	const restartMain = async (): Promise<void> => {
		await processes().main.stop();
		await startMain();
	};
	return {
		restart: restartMain,
		crash: async () => {
			await processes().main.kill();
			await startMain();
		},
		killMain: async () => await processes().main.kill(),
		restartMain,
		killWorker: async () => await processes().worker.kill(),
		restartWorker: async (options) => {
			await processes().worker.stop();
			await processes().worker.start(options);
		},
		dumpDatabase: async () => await started().dumpDatabase(),
		output: () => processes().main.output(),
		workerOutput: () => processes().worker.output(),
		atWebhookProcess: (url) => url.replace(processes().main.baseUrl, processes().webhook.baseUrl),
		get baseUrl() {
			return processes().main.baseUrl;
		},
		get client() {
			if (!client) throw new Error('n8n is not running');
			return client;
		},
		get userFolder() {
			return started().userFolder;
		},
		get packageFolder() {
			return started().packageFolder;
		},
	};
}

/** `describe` for tests of queue mode, which are announced as not run where a server is missing. */
export function describeQueueMode(title: string, tests: () => void): void {
	describeUnlessMissing(findMissingServers(), title, tests);
}
