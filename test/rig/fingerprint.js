// @ts-check
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');

/**
 * Changes whenever a file changes, comes or goes.
 *
 * @param {string} root
 * @param {string[]} names files and folders in it; folders with all that is in them
 * @returns {Promise<string>} 16 hexadecimal digits
 */
async function fingerprint(root, names) {
	const hash = createHash('sha256');
	for (const file of await listFiles(root, names)) {
		hash
			.update(`${file}\0`)
			.update(await fs.readFile(path.join(root, file)))
			.update('\0');
	}
	return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} root
 * @param {string[]} names
 * @returns {Promise<string[]>} relative paths, in order
 */
async function listFiles(root, names) {
	const files = await Promise.all(
		names.map(async (name) => {
			const stat = await fs.stat(path.join(root, name));
			if (!stat.isDirectory()) return [name];
			const entries = await fs.readdir(path.join(root, name), {
				recursive: true,
				withFileTypes: true,
			});
			return entries
				.filter((entry) => entry.isFile())
				.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
		}),
	);
	return files.flat().sort();
}

module.exports = { fingerprint };
