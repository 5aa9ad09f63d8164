// @ts-check
'use strict';

/*
 * The send node in a real n8n, next to n8n's own HTTP Request node, to what users build today to
 * sign (Set, Crypto and HTTP Request), and to a script outside of n8n. An execution counts from the
 * call that starts it to its end, the making of the items and the storing of the results included.
 */

const fs = require('node:fs/promises');
const path = require('node:path');
const { ensureRig } = require('../rig/install');
const { findFreePorts } = require('../rig/server');
const { measureInRounds } = require('./rounds');
const { startHelper } = require('./send/childProcess');
const { activateSender, makeUserFolder, startMeasuredN8n, storeSecrets } = require('./send/n8n');
const {
	SECRET,
	httpRequest,
	isSigned,
	isSignedByHand,
	sendSignedWebhook,
	signedByHand,
} = require('./send/workflows');

const AMOUNT = 1000;
const PER_REQUEST = 50;
const SLOW_MS = 50;
// Valid for 127.0.0.1, and trusted by all who send here: the certificate is checked every time.
const PEM_FILE = path.join(__dirname, '..', 'support', 'n8n', 'selfSigned.pem');
const TRUST = { NODE_EXTRA_CA_CERTS: PEM_FILE };

/** @typedef {import('./send/childProcess').Helper} Helper */
/** @typedef {import('./send/n8n').MeasuredN8n} MeasuredN8n */
/** @typedef {{ url: string, helper: Helper, delayMs: number }} Target */

/**
 * @param {string} nodeBin
 * @param {string} scheme
 * @param {string[]} args
 */
async function startReceiver(nodeBin, scheme, args) {
	const [port = 0] = await findFreePorts(1);
	const helper = await startHelper(nodeBin, 'receiver.js', { args: [String(port), ...args] });
	return { helper, url: `${scheme}://127.0.0.1:${port}/hook` };
}

/**
 * Sends once, and checks that everything has arrived as it should.
 *
 * @param {Target} target
 * @param {() => Promise<number>} send resolves with the items per second
 * @param {(received: any) => boolean} isGenuine
 * @param {number} [perRequest] how many items a request holds. Default: one.
 */
async function sendTo({ helper, delayMs }, send, isGenuine, perRequest = 1) {
	await helper.ask({ reset: { delayMs } });
	const figure = await send();
	const { requests, connections, mostOpen, mostInFlight, last } = await helper.ask({});
	if (requests !== AMOUNT / perRequest)
		throw new Error(`${requests} of ${AMOUNT} requests have arrived`);
	if (!isGenuine(last)) throw new Error('The last request was not signed as it should be');
	// One that answers at once is done with a request before it sees the next.
	return { figure, details: { connections, mostOpen, ...(delayMs > 0 && { mostInFlight }) } };
}

/**
 * The cells of n8n: every sender is a workflow of its own.
 *
 * @param {MeasuredN8n} n8n
 * @param {{ signing: any, crypto: any }} credentials
 * @param {Target} target
 * @param {number[]} concurrencies
 * @returns {Promise<import('./rounds').Case[]>}
 */
async function workflowCells(n8n, { signing, crypto }, target, concurrencies) {
	/**
	 * @param {string} name
	 * @param {Parameters<typeof activateSender>[1]} senders
	 * @param {(received: any) => boolean} isGenuine
	 * @param {number} [perRequest]
	 */
	const cell = async (name, senders, isGenuine, perRequest) => {
		const execute = await activateSender(n8n, senders, 'lastNode');
		const send = async () => {
			const startedAt = performance.now();
			await execute(AMOUNT);
			return AMOUNT / ((performance.now() - startedAt) / 1000);
		};
		return {
			name,
			run: async () => {
				const before = await n8n.usage();
				const { figure, details } = await sendTo(target, send, isGenuine, perRequest);
				const { cpuMs } = await n8n.usage();
				return { figure, details: { ...details, cpuMs: (cpuMs - before.cpuMs) / AMOUNT } };
			},
		};
	};
	const { url } = target;
	const ours = (/** @type {Record<string, unknown>} */ options) =>
		sendSignedWebhook(url, signing, options);
	const cells = [
		await cell('HTTP Request node, nothing signed', httpRequest(url), () => true),
		await cell('Set, Crypto and HTTP Request nodes', signedByHand(url, crypto), isSignedByHand),
		await cell('Send Signed Webhook, defaults', ours({}), isSigned),
	];
	cells.push(
		await cell(
			`Send Signed Webhook, ${PER_REQUEST} items per request`,
			ours({ itemsPerRequest: PER_REQUEST }),
			isSigned,
			PER_REQUEST,
		),
	);
	for (const concurrency of concurrencies) {
		const options = { concurrency, concurrencyPerEndpoint: concurrency };
		cells.push(
			await cell(`Send Signed Webhook, ${concurrency} at a time`, ours(options), isSigned),
		);
	}
	return cells;
}

/**
 * The cells outside of n8n.
 *
 * @param {Helper} script
 * @param {Target} target
 * @returns {import('./rounds').Case[]}
 */
function scriptCells(script, target) {
	const concurrency = 50;
	/** @param {string} name @param {'fetch' | 'agent'} by */
	const cell = (name, by) => ({
		name,
		run: async () => {
			const question = { by, url: target.url, amount: AMOUNT, concurrency, secret: SECRET };
			const send = async () => (await script.ask(question)).itemsPerSecond;
			return await sendTo(target, send, isSigned);
		},
	});
	return [
		cell(`a script with fetch, ${concurrency} at a time`, 'fetch'),
		cell(`a script with node:http and kept connections, ${concurrency} at a time`, 'agent'),
	];
}

/**
 * Measures every cell.
 *
 * @param {{ rounds: number, log: (line: string) => void }} options
 * @returns {Promise<Record<string, import('./rounds').Result[]>>} by the kind of receiver
 */
async function measureSending({ rounds, log }) {
	const rig = await ensureRig();
	const userFolder = await makeUserFolder(rig);
	const plain = await startReceiver(rig.nodeBin, 'http', []);
	const tls = await startReceiver(rig.nodeBin, 'https', [PEM_FILE]);
	const script = await startHelper(rig.nodeBin, 'script.js', { env: TRUST });
	const n8n = await startMeasuredN8n(rig, userFolder, TRUST);
	try {
		await n8n.client.setupOwner();
		const credentials = await storeSecrets(n8n.client);
		// One at a time, the slow receiver alone would take a minute for each round.
		const receivers = [
			{ name: 'HTTP', target: { ...plain, delayMs: 0 }, concurrencies: [1, 10, 50] },
			{ name: 'HTTPS', target: { ...tls, delayMs: 0 }, concurrencies: [1, 10, 50] },
			{
				name: `HTTP, a receiver that takes ${SLOW_MS} ms`,
				target: { ...plain, delayMs: SLOW_MS },
				concurrencies: [10, 50, 200],
			},
		];
		/** @type {Record<string, import('./rounds').Result[]>} */
		const results = {};
		for (const { name, target, concurrencies } of receivers) {
			const cells = [
				...(await workflowCells(n8n, credentials, target, concurrencies)),
				...scriptCells(script, target),
			];
			results[name] = await measureInRounds(cells, {
				rounds,
				log: (line) => log(`sending, ${name}, ${line}`),
			});
		}
		return results;
	} finally {
		await n8n.server.stop();
		await Promise.all([plain.helper, tls.helper, script].map(async (each) => await each.stop()));
		await fs.rm(userFolder, { recursive: true, force: true });
	}
}

module.exports = { measureSending };
