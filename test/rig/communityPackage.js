// @ts-check
'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { runCommand, runNpm } = require('../../scripts/lib/command');
const { withLock } = require('../../scripts/lib/lock');
const { projectRoot, rigHome } = require('../../scripts/lib/paths');
const { name: PACKAGE_NAME } = require('../../package.json');
const { fingerprint } = require('./fingerprint');

/** All that decides what the tarball holds, inside the project. */
const SOURCES = [
	'CHANGELOG.md',
	'LICENSE.md',
	'README.md',
	'credentials',
	'gulpfile.js',
	'icons',
	'nodes',
	'package-lock.json',
	'package.json',
	'tsconfig.json',
];

/**
 * Builds the package and packs it exactly as it would be published. It is packed once for the same
 * sources; whoever asks next gets the same tarball.
 *
 * @returns {Promise<string>} path of the tarball. Its folder is named after the sources, and stays
 * @throws {import('../../scripts/lib/command').CommandError} when the build or npm pack fails
 */
async function packPackage() {
	// The build empties the output folder first: two at a time would disturb each other.
	return await withLock(
		path.join(rigHome, 'build.lock'),
		() => {},
		async () => {
			const home = path.join(rigHome, 'packed');
			const folder = path.join(home, await fingerprint(projectRoot, SOURCES));
			const packed = await findTarball(folder);
			if (packed) return packed;

			await runNpm(['run', 'build'], { cwd: projectRoot });
			await fs.rm(home, { recursive: true, force: true });
			const partial = `${folder}.partial`;
			await fs.mkdir(partial, { recursive: true });
			await runNpm(
				['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', partial],
				{ cwd: projectRoot },
			);
			await fs.rename(partial, folder);
			return /** @type {string} */ (await findTarball(folder));
		},
	);
}

/** @param {string} folder which may be missing */
async function findTarball(folder) {
	const names = await fs.readdir(folder).catch(() => []);
	return names[0] && path.join(folder, names[0]);
}

/**
 * Installs a tarball into an n8n user folder the way n8n's CommunityPackagesService does when a user
 * installs a community package: unpack, drop the dependency lists that n8n ignores, npm install with
 * n8n's flags, and enter it in the list of installed packages. n8n itself can only take a package
 * from the public registry (another registry needs a licence), so an unpublished one cannot be
 * installed through its API; from the tarball on, this does the same.
 *
 * @param {object} options
 * @param {import('./install').Rig} options.rig
 * @param {string} options.userFolder the folder that holds `.n8n`; created when missing
 * @param {string} options.tarball
 * @returns {Promise<{ name: string, version: string, dir: string }>} what was installed, and where
 */
async function installCommunityPackage({ rig, userFolder, tarball }) {
	const downloadFolder = path.join(userFolder, '.n8n', 'nodes');
	const modulesFolder = path.join(downloadFolder, 'node_modules');
	await fs.mkdir(modulesFolder, { recursive: true });

	const unpacked = await fs.mkdtemp(path.join(downloadFolder, 'unpacked-'));
	await runCommand('tar', ['-xzf', path.resolve(tarball), '-C', unpacked, '--strip-components=1'], {
		cwd: downloadFolder,
	});
	const { name, version } = await dropIgnoredDependencies(path.join(unpacked, 'package.json'));

	const dir = path.join(modulesFolder, name);
	await fs.rm(dir, { recursive: true, force: true });
	await fs.mkdir(path.dirname(dir), { recursive: true });
	await fs.rename(unpacked, dir);
	await runNpm(
		[
			'install',
			'--audit=false',
			'--fund=false',
			'--bin-links=false',
			'--install-strategy=shallow',
			'--ignore-scripts=true',
			'--package-lock=false',
		],
		{ cwd: dir, nodeBin: rig.nodeBin },
	);
	await enterInLedger(path.join(downloadFolder, 'package.json'), name, version);
	return { name, version, dir };
}

/** @param {string} manifestFile */
async function dropIgnoredDependencies(manifestFile) {
	const { devDependencies, peerDependencies, optionalDependencies, ...manifest } = JSON.parse(
		await fs.readFile(manifestFile, 'utf8'),
	);
	await fs.writeFile(manifestFile, JSON.stringify(manifest, null, 2));
	return manifest;
}

/**
 * @param {string} ledgerFile
 * @param {string} name
 * @param {string} version
 */
async function enterInLedger(ledgerFile, name, version) {
	const text = await fs.readFile(ledgerFile, 'utf8').catch(() => undefined);
	const ledger = text
		? JSON.parse(text)
		: { name: 'installed-nodes', private: true, dependencies: {} };
	ledger.dependencies[name] = version;
	await fs.writeFile(ledgerFile, JSON.stringify(ledger, null, 2));
}

module.exports = { PACKAGE_NAME, installCommunityPackage, packPackage };
