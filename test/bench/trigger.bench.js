// @ts-check
'use strict';

/*
 * The trigger in a real n8n, next to n8n's own Webhook node, to what users build today (Webhook and
 * Code), and to a trigger that does nothing. An event counts when its execution is through.
 */

const { createHmac, randomUUID } = require('node:crypto');
const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const autocannon = require('autocannon');
const { createClient } = require('../rig/client');
const { installCommunityPackage, packPackage } = require('../rig/communityPackage');
const { ensureRig } = require('../rig/install');
const { findFreePorts, startN8n } = require('../rig/server');
const { measureInRounds } = require('./rounds');

const SECRET = 'a secret of ordinary length, as a sender would make it';
const PACKAGE = 'n8n-nodes-signed-webhooks';
const DRAIN_TIMEOUT_MS = 120_000;
const POLL_MS = 5;

/** How n8n evaluates expressions, which costs it more than all the rest. */
const ENGINES = /** @type {const} */ ({
	legacy: { N8N_EXPRESSION_ENGINE: 'legacy' },
	'vm, acquired lazily': { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	'vm (default)': {},
});

const CHECK_CODE = `
const { createHmac, timingSafeEqual } = require('crypto');
const raw = await this.helpers.getBinaryDataBuffer(0, 'data');
const expected = createHmac('sha256', ${JSON.stringify(SECRET)}).update(raw).digest();
const given = Buffer.from($input.first().json.headers['x-signature'] || '', 'hex');
if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error('invalid signature');
return [{ json: JSON.parse(raw.toString('utf8')) }];
`;

/**
 * @param {string} type
 * @param {number} typeVersion
 * @param {Record<string, unknown>} parameters
 * @param {object} [fields]
 */
function node(type, typeVersion, parameters, fields = {}) {
	const name = `${type.split('.').at(-1)} ${randomUUID().slice(0, 8)}`;
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters, ...fields };
}

/** @param {number} size @param {boolean} isForged */
function createEvents(size, isForged) {
	const padding = 'x'.repeat(size - 90);
	return () => {
		const body = JSON.stringify({ id: randomUUID(), type: 'order.paid', data: { padding } });
		const secret = isForged ? 'another secret' : SECRET;
		const signature = createHmac('sha256', secret).update(body).digest('hex');
		return { body, headers: { 'content-type': 'application/json', 'x-signature': signature } };
	};
}

/**
 * Sends that many events and waits for their executions.
 *
 * @param {object} options
 * @param {string} options.url
 * @param {number} options.amount
 * @param {number} options.connections
 * @param {() => { body: string, headers: Record<string, string> }} options.createEvent
 * @param {number} options.expectedStatus
 * @param {() => Promise<number>} options.count events that are through
 * @returns {Promise<number>} events per second
 */
async function load({ url, amount, connections, createEvent, expectedStatus, count }) {
	const events = Array.from({ length: amount }, createEvent);
	const before = await count();
	const startedAt = performance.now();
	let next = 0;
	const statusCodes = new Map();
	let lastAnswerAt = startedAt;
	const loading = autocannon({
		url,
		amount,
		connections: Math.min(connections, amount),
		timeout: 60,
		requests: [
			{
				method: 'POST',
				setupRequest: (request) => ({ ...request, ...events[next++ % amount] }),
			},
		],
	});
	// Its own clock ticks once a second, which is too coarse for a few hundred events.
	/** @type {any} */ (loading).on(
		'response',
		(/** @type {unknown} */ _client, /** @type {number} */ statusCode) => {
			statusCodes.set(statusCode, (statusCodes.get(statusCode) ?? 0) + 1);
			lastAnswerAt = performance.now();
		},
	);
	const answered = () => [...statusCodes.values()].reduce((sum, each) => sum + each, 0);
	const deadline = Date.now() + DRAIN_TIMEOUT_MS;
	let endedAt = 0;
	while (endedAt === 0) {
		await sleep(POLL_MS);
		if (Date.now() > deadline) throw new Error(`${url}: the executions did not come to an end`);
		if (answered() < amount) continue;
		if (expectedStatus !== 200) endedAt = lastAnswerAt;
		else if ((await count()) - before >= amount) endedAt = performance.now();
	}
	await loading;
	if (statusCodes.get(expectedStatus) !== amount) {
		throw new Error(`${url}: answered ${JSON.stringify([...statusCodes])}`);
	}
	return amount / ((endedAt - startedAt) / 1000);
}

/**
 * Measures every cell under one engine.
 *
 * @param {keyof typeof ENGINES} engine
 * @param {{ rounds: number, log: (line: string) => void }} options
 */
async function measureEngine(engine, { rounds, log }) {
	const rig = await ensureRig();
	const userFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'signed-webhooks-bench-'));
	const tarball = await packPackage();
	await installCommunityPackage({ rig, userFolder, tarball });
	const [counterPort = 0] = await findFreePorts(1);
	const server = await startN8n({
		rig,
		userFolder,
		env: {
			...ENGINES[engine],
			BENCH_COUNTER_PORT: String(counterPort),
			N8N_CUSTOM_EXTENSIONS: path.join(__dirname, 'extension'),
			NODE_FUNCTION_ALLOW_BUILTIN: 'crypto',
		},
	});
	try {
		const client = createClient(server.baseUrl);
		await client.setupOwner();
		const credential = await client.createCredential({
			name: 'Bench',
			type: 'signedWebhookApi',
			data: { secret: SECRET },
		});
		const count = async () => Number(await (await fetch(`http://127.0.0.1:${counterPort}`)).text());

		/** @param {any[]} nodes @param {string} [urlPath] */
		const activate = async (nodes, urlPath) => {
			const chain = [...nodes, node('CUSTOM.benchCounter', 1, {})];
			const connections = Object.fromEntries(
				chain
					.slice(0, -1)
					.map(({ name }, index) => [
						name,
						{ main: [[{ node: chain[index + 1]?.name, type: 'main', index: 0 }]] },
					]),
			);
			const { id } = await client.createWorkflow({
				name: `Bench ${randomUUID()}`,
				nodes: chain,
				connections,
			});
			await client.activate(id);
			return `${server.baseUrl}/webhook/${urlPath ?? chain[0]?.webhookId}`;
		};
		/** @param {Record<string, unknown>} options */
		const ours = async (options = {}) =>
			await activate([
				node(
					`${PACKAGE}.signedWebhookTrigger`,
					1.1,
					{ scheme: 'hmac-sha256-hex', options: { maxFailuresPerMinute: 100_000, ...options } },
					{
						webhookId: randomUUID(),
						credentials: { signedWebhookApi: { id: credential.id, name: credential.name } },
					},
				),
			]);
		/** @param {boolean} rawBody */
		const coreWebhook = (rawBody) => {
			const webhookId = randomUUID();
			return node(
				'n8n-nodes-base.webhook',
				2,
				{ path: webhookId, httpMethod: 'POST', options: rawBody ? { rawBody: true } : {} },
				{ webhookId },
			);
		};
		const core = await activate([coreWebhook(false)]);
		const withCode = await activate([
			coreWebhook(true),
			node('n8n-nodes-base.code', 2, { jsCode: CHECK_CODE }),
		]);
		const bareId = randomUUID();
		const bareNode = node('CUSTOM.benchTrigger', 2, {}, { webhookId: bareId });
		const bare = await activate([bareNode], `${bareId}/webhook`);
		// n8n looks up the credentials of a workflow before every execution, whatever the node does.
		const credentialId = randomUUID();
		const bareWithCredential = await activate(
			[
				node(
					'CUSTOM.benchTrigger',
					2,
					{},
					{
						webhookId: credentialId,
						credentials: { signedWebhookApi: { id: credential.id, name: credential.name } },
					},
				),
			],
			`${credentialId}/webhook`,
		);
		const trigger = await ours();
		const batching = await ours({ batchWindowMs: 50, batchSize: 100 });

		const isSlow = engine === 'vm (default)';
		/**
		 * @param {string} name @param {string} url @param {number} amount
		 * @param {{ size?: number, connections?: number, isForged?: boolean }} [options]
		 */
		const cell = (name, url, amount, { size = 1024, connections = 10, isForged = false } = {}) => ({
			name,
			run: async () =>
				await load({
					url,
					amount: isSlow ? Math.ceil(amount / 4) : amount,
					connections,
					createEvent: createEvents(size, isForged),
					expectedStatus: isForged ? 401 : 200,
					count,
				}),
		});
		/** @type {Record<string, import('./rounds').Case[]>} */
		const groups = {
			'1 KB, 10 connections': [
				cell('Webhook node, nothing verified', core, 400),
				cell('a trigger that does nothing', bare, 400),
				cell('the same, with a credential', bareWithCredential, 400),
				cell('Webhook and Code', withCode, 300),
				cell('Signed Webhook Trigger', trigger, 400),
				cell('Signed Webhook Trigger, forged requests', trigger, 1200, { isForged: true }),
			],
			'100 KB, 10 connections': [
				cell('Webhook node, nothing verified', core, 160, { size: 102_400 }),
				cell('Webhook and Code', withCode, 100, { size: 102_400 }),
				cell('Signed Webhook Trigger', trigger, 160, { size: 102_400 }),
			],
			'1 KB, 100 connections': [
				cell('Webhook node, nothing verified', core, 600, { connections: 100 }),
				cell('Signed Webhook Trigger, batching', batching, 2000, { connections: 100 }),
			],
		};
		/** @type {Record<string, unknown>} */
		const results = {};
		// Isolates take all the time there: many connections would only measure them once more.
		if (isSlow) delete groups['1 KB, 100 connections'];
		for (const [name, cases] of Object.entries(groups)) {
			results[name] = await measureInRounds(cases, {
				rounds,
				log: (line) => log(`${engine}, ${name}, ${line}`),
			});
		}
		return results;
	} finally {
		await server.stop();
		await fs.rm(userFolder, { recursive: true, force: true });
	}
}

module.exports = { ENGINES, measureEngine };
