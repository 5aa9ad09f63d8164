// @ts-check
'use strict';

const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { createClient } = require('../../rig/client');
const { installCommunityPackage, packPackage } = require('../../rig/communityPackage');
const { findFreePorts, startN8n } = require('../../rig/server');
const { SECRET, workflowOf } = require('./workflows');

/** @typedef {{ cpuMs: number, heapBytes: number, residentBytes: number }} Usage of n8n's process */

/**
 * Makes a user folder in which the packed package is installed.
 *
 * @param {import('../../rig/install').Rig} rig
 */
async function makeUserFolder(rig) {
	const userFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'signed-webhooks-bench-'));
	const tarball = await packPackage();
	await installCommunityPackage({ rig, userFolder, tarball });
	return userFolder;
}

/**
 * Starts n8n, which then also answers how much its process has used.
 *
 * @param {import('../../rig/install').Rig} rig
 * @param {string} userFolder
 * @param {Record<string, string>} [env]
 */
async function startMeasuredN8n(rig, userFolder, env = {}) {
	const [meterPort = 0] = await findFreePorts(1);
	const server = await startN8n({
		rig,
		userFolder,
		env: {
			BENCH_METER_PORT: String(meterPort),
			N8N_CUSTOM_EXTENSIONS: path.join(__dirname, 'extension'),
			...env,
		},
	});
	/** @param {string} urlPath @returns {Promise<Usage>} */
	const ask = async (urlPath) =>
		/** @type {any} */ (await (await fetch(`http://127.0.0.1:${meterPort}${urlPath}`)).json());
	return {
		server,
		client: createClient(server.baseUrl),
		/** What it has used so far. */
		usage: async () => await ask('/'),
		/** The same, after it has collected its garbage. */
		usageAfterCollection: async () => await ask('/memory'),
	};
}

/** @typedef {Awaited<ReturnType<typeof startMeasuredN8n>>} MeasuredN8n */

/**
 * Stores the secret for the send node and for n8n's own.
 *
 * @param {MeasuredN8n['client']} client who is signed in
 */
async function storeSecrets(client) {
	const [signing, crypto] = await Promise.all([
		client.createCredential({ name: 'Bench', type: 'signedWebhookApi', data: { secret: SECRET } }),
		client.createCredential({ name: 'Bench', type: 'crypto', data: { hmacSecret: SECRET } }),
	]);
	return {
		signing: { id: signing.id, name: signing.name },
		crypto: { id: crypto.id, name: crypto.name },
	};
}

/**
 * Stores and activates a workflow that sends as many items as it is asked for.
 *
 * @param {MeasuredN8n} n8n
 * @param {Parameters<typeof workflowOf>[0]} senders
 * @param {Parameters<typeof workflowOf>[1]} responseMode
 * @returns {Promise<(amount: number, prefix?: string) => Promise<void>>} runs it, until it answers
 */
async function activateSender({ client, server }, senders, responseMode) {
	const { definition, urlPath } = workflowOf(senders, responseMode);
	const { id } = await client.createWorkflow(definition);
	await client.activate(id);
	return async (amount, prefix = 'item') => {
		const response = await fetch(server.baseUrl + urlPath, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ amount, prefix }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The workflow answered ${response.status}: ${text}`);
	};
}

module.exports = { activateSender, makeUserFolder, startMeasuredN8n, storeSecrets };
