// @ts-check
'use strict';

const { randomBytes } = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');
const { demoFolder } = require('./paths');

const stateFile = path.join(demoFolder, 'demo.json');

/**
 * What `npm start` remembers from one start to the next.
 *
 * @typedef {object} DemoState
 * @property {string} secret the demo credential's signing secret, made up at the first start
 * @property {string} [dashboardPassword] of the example's dashboard, made up when it is first imported
 * @property {string} [url] where a signed event starts the example workflows
 * @property {string} [packageHash] of the tarball that is installed in the demo's n8n
 * @property {Record<string, string>} exampleHashes of the example workflows as imported, by id
 */

/** @returns {Promise<DemoState | undefined>} undefined before the first start */
async function readDemoState() {
	const text = await fs.readFile(stateFile, 'utf8').catch(() => undefined);
	return text === undefined ? undefined : JSON.parse(text);
}

/** @returns {DemoState} */
function newDemoState() {
	return { secret: `whsec_${randomBytes(24).toString('base64')}`, exampleHashes: {} };
}

/** @param {DemoState} state */
async function saveDemoState(state) {
	await fs.mkdir(demoFolder, { recursive: true });
	await fs.writeFile(stateFile, JSON.stringify(state, null, '\t'), { mode: 0o600 });
}

module.exports = { newDemoState, readDemoState, saveDemoState };
