// @ts-check
'use strict';

const { createHash, randomBytes } = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');
const { projectRoot } = require('./paths');

const examplesFolder = path.join(projectRoot, 'examples');
/** What the credentials of the examples are called, by type. */
const CREDENTIAL_NAMES = {
	signedWebhookApi: 'Demo: signing secret of npm start',
	twigApi: 'Demo: Twig AI signing secret, no API key',
	luaApi: 'Demo: Lua signing secret, no API key',
	clawletWebhookApi: 'Demo: Clawlet handler secret of npm start',
	httpBasicAuth: 'Demo: login of the dashboard',
};
/** What they were called before. */
const EARLIER_NAME = 'Signed Webhooks demo';
/** The n8n of the examples that send to triggers of their own. */
const OWN_BASE_URL = /https:\/\/n8n\.example\.com/g;
/** The receivers of the examples that send to somebody else. */
const RECEIVER_URL = /https:\/\/(?:\w+\.)?example\.com\/webhooks/g;
const SEND_NODE_TYPE = 'n8n-nodes-signed-webhooks.sendSignedWebhook';

/** The user of the dashboard. The password is in the state of the demo. */
const DASHBOARD_USER = 'demo';

const RECEIVE = 'receiveSignedEvents';
const FORWARD = 'forwardSignedEvents';
const WATCH = 'watchDeliveries';

/** @typedef {ReturnType<typeof import('../../test/rig/client').createClient>} Client */

/**
 * Imports and activates the example workflows. What is there from an earlier start and still fits
 * stays as it is, with whatever the user has changed in it.
 *
 * @param {object} options
 * @param {Client} options.client
 * @param {string} options.baseUrl of the n8n
 * @param {import('./demoState').DemoState} options.state its `exampleHashes` are brought up to date, and it gets a
 *   `dashboardPassword` if it has none
 */
async function activateExamples({ client, baseUrl, state }) {
	state.dashboardPassword ??= randomBytes(12).toString('base64url');
	const credentialIds = await saveCredentials(client, state.secret, state.dashboardPassword);
	const present = await client.workflows();

	for (const definition of await readExamples()) {
		const { id } = definition;
		prepare(definition, {
			baseUrl,
			credentialIds,
			receiveUrl: webhookUrl(baseUrl, 'receive-signed-events'),
		});
		const hash = createHash('sha256').update(JSON.stringify(definition)).digest('hex');

		let existing = present.find((workflow) => workflow.id === id);
		if (existing?.isArchived) {
			await client.deleteWorkflow(id);
			existing = undefined;
		}
		const isCurrent = existing !== undefined && state.exampleHashes[id] === hash;
		if (!existing) await client.createWorkflow(definition);
		else if (!isCurrent) await client.updateWorkflow(id, definition);
		if (!isCurrent || !existing?.active) await client.activate(id);
		state.exampleHashes[id] = hash;
	}
}

/**
 * Stores one credential of each type that the examples use, all with the same secret.
 *
 * @param {Client} client
 * @param {string} secret
 * @param {string} dashboardPassword
 * @returns {Promise<Record<string, string>>} their ids, by type
 */
async function saveCredentials(client, secret, dashboardPassword) {
	const present = await client.credentials();
	/** @type {Record<string, string>} */
	const ids = {};
	for (const [type, data] of Object.entries({
		signedWebhookApi: { secret },
		twigApi: { apiKey: '', secret },
		// n8n asks for a key. Nothing is called with it.
		luaApi: { apiKey: 'none', secret },
		clawletWebhookApi: { secret },
		httpBasicAuth: { user: DASHBOARD_USER, password: dashboardPassword },
	})) {
		const name = nameOf(type);
		const credential = { name, type, data };
		const existing = present.find(
			(each) => each.type === type && [name, EARLIER_NAME].includes(each.name),
		);
		if (existing) await client.updateCredential(existing.id, credential);
		ids[type] = existing?.id ?? (await client.createCredential(credential)).id;
	}
	return ids;
}

/** @param {string} type */
function nameOf(type) {
	return CREDENTIAL_NAMES[/** @type {keyof typeof CREDENTIAL_NAMES} */ (type)];
}

/** @returns {Promise<any[]>} the example workflows as they are in their files */
async function readExamples() {
	const files = (await fs.readdir(examplesFolder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) =>
			JSON.parse(await fs.readFile(path.join(examplesFolder, file), 'utf8')),
		),
	);
}

/**
 * Fills in what differs from one n8n to another: the credentials, the URLs, and that no service can
 * be told the address of a local n8n.
 *
 * @param {any} definition changed in place
 * @param {{ baseUrl: string, credentialIds: Readonly<Record<string, string>>, receiveUrl: string }} local
 */
function prepare(definition, { baseUrl, credentialIds, receiveUrl }) {
	for (const node of definition.nodes) {
		const { type, credentials = {} } = node;
		for (const name of Object.keys(credentials)) {
			credentials[name] = { id: credentialIds[name], name: nameOf(name) };
		}
		// As text, since lists of endpoints hold URLs, too.
		const text = JSON.stringify(node.parameters)
			.replaceAll(OWN_BASE_URL, baseUrl)
			.replaceAll(RECEIVER_URL, receiveUrl);
		const parameters = JSON.parse(text);
		if (parameters.registration === 'automatic') parameters.registration = 'manual';
		if (type === SEND_NODE_TYPE) {
			parameters.options.allowLocalAddresses = true;
		}
		node.parameters = parameters;
	}
}

/**
 * @param {string} baseUrl
 * @param {string} webhookPath
 */
function webhookUrl(baseUrl, webhookPath) {
	return `${baseUrl}/webhook/${webhookPath}`;
}

module.exports = {
	DASHBOARD_USER,
	FORWARD,
	RECEIVE,
	WATCH,
	activateExamples,
	readExamples,
	webhookUrl,
};
