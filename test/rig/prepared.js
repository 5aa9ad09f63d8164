// @ts-check
'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { withLock } = require('../../scripts/lib/lock');
const { rigHome } = require('../../scripts/lib/paths');
const { createClient } = require('./client');
const { PACKAGE_NAME, installCommunityPackage, packPackage } = require('./communityPackage');
const { fingerprint } = require('./fingerprint');
const { startN8n } = require('./server');

const HOME = path.join(rigHome, 'prepared');
const INSTALLED = path.join('.n8n', 'nodes');

/**
 * What every n8n of the tests begins with. It is made once for the same sources, and only copied
 * after that.
 *
 * @typedef {object} Prepared
 * @property {(userFolder: string) => Promise<void>} copyUserFolder makes a user folder, in which the
 *   package is installed, the database is there and the owner is set up
 * @property {(userFolder: string) => Promise<void>} copyPackage makes one with the package alone
 */

/**
 * @param {import('./install').Rig} rig
 * @returns {Promise<Prepared>}
 * @throws {Error} when the package cannot be built, or n8n cannot be started with it
 */
async function prepare(rig) {
	const tarball = await packPackage();
	// The name of the tarball's folder says what it was made from.
	const name = `${path.basename(path.dirname(tarball))}-${await ownFingerprint()}-${rig.version}`;
	const folder = path.join(HOME, name);
	if (!(await exists(folder))) {
		await withLock(
			path.join(rigHome, 'prepared.lock'),
			() => {},
			async () => {
				if (!(await exists(folder))) await make(folder, { rig, tarball });
			},
		);
	}
	/** @param {string} part @param {string} userFolder */
	const copy = async (part, userFolder) => {
		const from = path.join(folder, part);
		await fs.cp(from, path.join(userFolder, part), { recursive: true });
	};
	return {
		copyUserFolder: async (userFolder) => await copy('.n8n', userFolder),
		copyPackage: async (userFolder) => await copy(INSTALLED, userFolder),
	};
}

/**
 * Makes it in a folder of another name and renames that in the end, so that half of it is never
 * taken for the whole.
 *
 * @param {string} folder
 * @param {{ rig: import('./install').Rig, tarball: string }} from
 */
async function make(folder, { rig, tarball }) {
	await fs.rm(HOME, { recursive: true, force: true });
	const partial = `${folder}.partial`;
	await fs.mkdir(partial, { recursive: true });
	await installCommunityPackage({ rig, userFolder: partial, tarball });
	const server = await startN8n({ rig, userFolder: partial, lean: true });
	try {
		await createClient(server.baseUrl).setupOwner();
	} finally {
		await server.stop();
	}
	await fs.rename(partial, folder);
}

/** Of what else it depends on. */
async function ownFingerprint() {
	return await fingerprint(__dirname, ['client.js', 'communityPackage.js', 'prepared.js']);
}

/**
 * @param {string} userFolder
 * @returns {string} the folder in which the package is installed
 */
function packageFolderOf(userFolder) {
	return path.join(userFolder, INSTALLED, 'node_modules', PACKAGE_NAME);
}

/** @param {string} file */
async function exists(file) {
	return await fs.access(file).then(
		() => true,
		() => false,
	);
}

module.exports = { packageFolderOf, prepare };
