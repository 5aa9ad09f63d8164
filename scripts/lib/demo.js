// @ts-check
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');
const { createClient, DEMO_OWNER, outputItems } = require('../../test/rig/client');
const { installCommunityPackage, packPackage } = require('../../test/rig/communityPackage');
const { ensureRig } = require('../../test/rig/install');
const { isPortFree, lastLines, startN8n } = require('../../test/rig/server');
const { newDemoState, readDemoState, saveDemoState } = require('./demoState');
const { ensureDependencies } = require('./dependencies');
const {
	activateExamples,
	DASHBOARD_USER,
	FORWARD,
	RECEIVE,
	WATCH,
	webhookUrl,
} = require('./examples');
const { tryLock } = require('./lock');
const { demoFolder, projectRoot } = require('./paths');
const { createConsoleLog, withProgress } = require('./progress');
const { echoRefusals } = require('./refusalEcho');
const { forge, post, signSampleEvent } = require('./sign');

const PREFERRED_PORT = 5678;
const LOG_FILE = path.join(demoFolder, 'n8n.log');
const SAME_SIGNAL_MS = 500;
const TRIGGER = 'Signed Webhook Trigger';
const SENDER = 'Send Signed Webhook';
/** What the dashboard shows first. One of its two endpoints does not exist here, and fails. */
const SAMPLE_EVENTS = ['order.paid', 'order.shipped', 'customer.created', 'order.refunded'];

/**
 * Brings up a real n8n with the package and the example workflows in it, shows what it does with a
 * genuine and a forged event, and keeps it running until the process is told to end.
 *
 * @throws {Error} whose message says what failed and what to do
 */
async function runDemo() {
	const log = createConsoleLog();
	log('Signed Webhooks for n8n\n');

	if (!(await tryLock(`${demoFolder}.lock`))) {
		const url = (await readDemoState())?.url;
		throw new Error(
			'"npm start" is already running in this folder' +
				`${url ? ` (${new URL(url).origin})` : ''}. Use that one, or stop it with Ctrl-C first.`,
		);
	}

	let stopServer = async () => {};
	const stopping = stopOnSignal(log, async () => await stopServer());
	try {
		const server = await startDemo(log, (startedServer) => {
			stopServer = startedServer.stop;
		});
		const reason = await server.exited;
		throw new Error(`n8n ${reason}.\n${lastLines(server.output())}`);
	} catch (error) {
		// While n8n is being stopped, whatever was going on with it fails.
		if (stopping.requested) return;
		await stopServer();
		throw error;
	}
}

/**
 * @param {import('./progress').Log} log
 * @param {(server: import('../../test/rig/server').N8nServer) => void} onServer
 */
async function startDemo(log, onServer) {
	await ensureDependencies({ log });
	const rig = await ensureRig({ log });
	const state = (await readDemoState()) ?? newDemoState();
	await installPackage({ log, rig, state });

	const port = (await isPortFree(PREFERRED_PORT)) ? PREFERRED_PORT : undefined;
	await fs.rm(LOG_FILE, { force: true });
	const server = await withProgress(log, `Starting n8n ${rig.version}`, () =>
		startN8n({ rig, userFolder: demoFolder, port, outputFile: LOG_FILE }),
	);
	onServer(server);
	const { baseUrl } = server;
	const client = createClient(baseUrl);
	await withProgress(log, 'Activating the example workflows', async () => {
		await client.setupOwner().catch((error) => {
			throw new Error(`${error.message}\nTo start afresh, delete the folder ${demoFolder}.`);
		});
		await activateExamples({ client, baseUrl, state });
	});
	state.url = webhookUrl(baseUrl, 'forward-signed-events');
	await saveDemoState(state);

	await showGenuineAndForgedEvent({ log, client, url: state.url, secret: state.secret });
	await withProgress(log, 'Sending sample traffic for the dashboard', () =>
		sendSampleTraffic({ client, baseUrl, secret: state.secret }),
	);
	showWhatToDoNext(log, baseUrl, state);
	echoRefusals(LOG_FILE, log);
	return server;
}

/**
 * @param {object} options
 * @param {import('./progress').Log} options.log
 * @param {import('../../test/rig/install').Rig} options.rig
 * @param {import('./demoState').DemoState} options.state
 */
async function installPackage({ log, rig, state }) {
	const tarball = await withProgress(log, 'Building the package', packPackage);
	const hash = createHash('sha256')
		.update(await fs.readFile(tarball))
		.digest('hex');
	if (state.packageHash === hash) return;
	await withProgress(log, 'Installing it in n8n as a community package', () =>
		installCommunityPackage({ rig, userFolder: demoFolder, tarball }),
	);
	state.packageHash = hash;
	await saveDemoState(state);
}

/**
 * @param {object} options
 * @param {import('./progress').Log} options.log
 * @param {import('./examples').Client} options.client
 * @param {string} options.url
 * @param {string} options.secret
 */
async function showGenuineAndForgedEvent({ log, client, url, secret }) {
	const lastId = await newestExecutionId(client);
	const signed = signSampleEvent({ secret });

	log(`\nA genuine event, sent to ${new URL(url).pathname}`);
	log(`  → ${describeAnswer(await post(url, signed), 200)}`);
	const forwarded = await executionAfter(client, FORWARD, lastId);
	log(`  → ${describeEvent(forwarded)}`);
	const [delivery] = outputItems(forwarded, SENDER);
	if (delivery?.status !== 'delivered') {
		throw new Error(`The event was not sent on: ${JSON.stringify(delivery)}`);
	}
	log(`  → signed again and forwarded: ${describeDelivery(delivery)}`);
	log(`  → ${describeEvent(await executionAfter(client, RECEIVE, lastId))}`);

	const lastGenuineId = await newestExecutionId(client);
	log('\nThe same event, forged: one byte of the body changed');
	log(`  → ${describeAnswer(await post(url, forge(signed)), 401)}`);
	const newestId = await newestExecutionId(client);
	if (newestId !== lastGenuineId)
		throw new Error(`The forged event started execution ${newestId}.`);
	log('  → no execution started');
}

/**
 * @param {object} options
 * @param {import('./examples').Client} options.client
 * @param {string} options.baseUrl
 * @param {string} options.secret
 */
async function sendSampleTraffic({ client, baseUrl, secret }) {
	const lastId = await newestExecutionId(client);
	await client.runManually(WATCH, 'Run Manually');
	await executionAfter(client, WATCH, lastId);
	const url = webhookUrl(baseUrl, 'watch-deliveries');
	for (const event of SAMPLE_EVENTS) {
		describeAnswer(await post(url, signSampleEvent({ secret, event })), 200);
	}
}

/**
 * @param {import('./examples').Client} client
 * @returns {Promise<string>} "0" when nothing has been executed yet
 */
async function newestExecutionId(client) {
	const [newest] = await client.executions();
	return newest?.id ?? '0';
}

/**
 * @param {import('./examples').Client} client
 * @param {string} workflowId
 * @param {string} afterId
 */
async function executionAfter(client, workflowId, afterId) {
	const executions = await client.waitForExecutions({ workflowId, count: 1, afterId });
	const execution = await client.execution(executions[0]?.id ?? afterId);
	if (execution.status !== 'success') {
		const { error } = execution.data.resultData;
		throw new Error(
			`Execution ${execution.id} ended with "${execution.status}": ${error?.message}`,
		);
	}
	return execution;
}

/**
 * @param {{ statusCode: number, body: string }} answer
 * @param {number} expected
 */
function describeAnswer({ statusCode, body }, expected) {
	if (statusCode !== expected) {
		throw new Error(`Expected the answer ${expected}, but got ${statusCode} ${body}`);
	}
	return `${statusCode} ${body}`;
}

/** @param {{ status: string, statusCode: number, attempts: unknown[] }} delivery */
function describeDelivery({ status, statusCode, attempts }) {
	const count = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
	return `${status}, ${statusCode} after ${count}`;
}

/** @param {import('../../test/rig/client').Execution} execution */
function describeEvent(execution) {
	const [{ event, verification }] = outputItems(execution, TRIGGER);
	return (
		`execution ${execution.id}, "${execution.workflowData.name}": event ${event}, verified ` +
		`(${verification.scheme}, ${verification.secret} secret, ${verification.ageSeconds} s old)`
	);
}

/**
 * @param {import('./progress').Log} log
 * @param {string} baseUrl
 * @param {import('./demoState').DemoState} state
 */
function showWhatToDoNext(log, baseUrl, { dashboardPassword }) {
	const script = JSON.stringify(path.join(projectRoot, 'scripts', 'send-event.js'));
	log(`
Workflows        ${baseUrl}/home/workflows  (${DEMO_OWNER.email}, password ${DEMO_OWNER.password})
Executions       ${baseUrl}/home/executions
n8n's log        ${LOG_FILE}
Stop             Ctrl-C

Three things to try:
  1. Send a signed event:      node ${script} --event order.paid
  2. Forge one, and read why it is refused, below:
                               node ${script} --forge
  3. Watch the deliveries:     ${webhookUrl(baseUrl, 'deliveries')}  (${DASHBOARD_USER}, password ${dashboardPassword})
`);
}

/**
 * Ends this process in order on Ctrl-C and the like.
 *
 * @param {import('./progress').Log} log
 * @param {() => Promise<void>} stop
 * @returns {{ requested: boolean }} tells whether a signal has come
 */
function stopOnSignal(log, stop) {
	const state = { requested: false };
	let requestedAt = 0;
	const onSignal = async () => {
		if (state.requested) {
			// A second Ctrl-C does not wait: what still runs is killed on exit. But npm passes every
			// Ctrl-C on, so that the first one arrives twice.
			if (Date.now() - requestedAt > SAME_SIGNAL_MS) process.exit(130);
			return;
		}
		state.requested = true;
		requestedAt = Date.now();
		log('\nStopping …');
		await stop();
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
	return state;
}

module.exports = { runDemo };
