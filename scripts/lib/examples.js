// @ts-check
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');
const { projectRoot } = require('./paths');

const examplesFolder = path.join(projectRoot, 'examples');
const CREDENTIAL_TYPE = 'signedWebhookApi';
const CREDENTIAL_NAME = 'Signed Webhooks demo';
const SEND_NODE_TYPE = 'n8n-nodes-signed-webhooks.sendSignedWebhook';

const RECEIVE = 'receiveSignedEvents';
const FORWARD = 'forwardSignedEvents';

/** @typedef {ReturnType<typeof import('../../test/rig/client').createClient>} Client */

/**
 * Imports and activates the example workflows. What is there from an earlier start and still fits
 * stays as it is, with whatever the user has changed in it.
 *
 * @param {object} options
 * @param {Client} options.client
 * @param {string} options.baseUrl of the n8n
 * @param {import('./demoState').DemoState} options.state its `exampleHashes` are brought up to date
 */
async function activateExamples({ client, baseUrl, state }) {
	const credentialId = await saveCredential(client, state.secret);
	const present = await client.workflows();

	for (const definition of await readExamples()) {
		const { id } = definition;
		prepare(definition, { credentialId, receiveUrl: webhookUrl(baseUrl, 'receive-signed-events') });
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
 * @param {Client} client
 * @param {string} secret
 * @returns {Promise<string>} the credential's id
 */
async function saveCredential(client, secret) {
	const credential = { name: CREDENTIAL_NAME, type: CREDENTIAL_TYPE, data: { secret } };
	const existing = (await client.credentials()).find(
		({ name, type }) => name === CREDENTIAL_NAME && type === CREDENTIAL_TYPE,
	);
	if (!existing) return (await client.createCredential(credential)).id;
	await client.updateCredential(existing.id, credential);
	return existing.id;
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
 * Fills in what differs from one n8n to another: the credential and the receiver's URL.
 *
 * @param {any} definition changed in place
 * @param {{ credentialId: string, receiveUrl: string }} local
 */
function prepare(definition, { credentialId, receiveUrl }) {
	for (const node of definition.nodes) {
		if (node.credentials?.[CREDENTIAL_TYPE]) {
			node.credentials[CREDENTIAL_TYPE] = { id: credentialId, name: CREDENTIAL_NAME };
		}
		if (node.type === SEND_NODE_TYPE) {
			node.parameters.url = receiveUrl;
			node.parameters.options.allowHttp = true;
		}
	}
}

/**
 * @param {string} baseUrl
 * @param {string} webhookPath
 */
function webhookUrl(baseUrl, webhookPath) {
	return `${baseUrl}/webhook/${webhookPath}`;
}

module.exports = { FORWARD, RECEIVE, activateExamples, readExamples, webhookUrl };
