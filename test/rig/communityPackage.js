// @ts-check
'use strict';

const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { runCommand, runNpm } = require('../../scripts/lib/command');
const { withLock } = require('../../scripts/lib/lock');
const { projectRoot, rigHome } = require('../../scripts/lib/paths');

/**
 * Builds the package and packs it exactly as it would be published.
 *
 * @returns {Promise<string>} path of the tarball, in a new temporary folder
 * @throws {import('../../scripts/lib/command').CommandError} when the build or npm pack fails
 */
async function packPackage() {
	// The build empties the output folder first: two at a time would disturb each other.
	return await withLock(
		path.join(rigHome, 'build.lock'),
		() => {},
		async () => {
			await runNpm(['run', 'build'], { cwd: projectRoot });
			const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'signed-webhooks-pack-'));
			const stdout = await runNpm(
				['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder],
				{ cwd: projectRoot },
			);
			const [{ filename }] = JSON.parse(stdout);
			return path.join(folder, filename);
		},
	);
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

module.exports = { installCommunityPackage, packPackage };
