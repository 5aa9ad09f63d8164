// @ts-check
'use strict';

/**
 * Takes the pictures of docs/images from n8n's real editor: `npm run pictures`. It takes those that
 * show what is no longer so; `--all` takes all, `--only <text>` those whose name holds the text, and
 * `--check` only names what is out of date.
 */

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { compileOnTheWay } = require('./lib/typescript');

compileOnTheWay();

const { activateExamples } = require('./lib/examples');
const { withPalette } = require('./lib/pictures/palette');
const {
	imagesFolder,
	listPictures,
	outOfDate,
	readManifest,
	saveManifest,
} = require('./lib/pictures/list');
const { SCENES } = require('./lib/pictures/scenes');
const { createConsoleLog, withProgress } = require('./lib/progress');
const { createClient } = require('../test/rig/client');
const { ensureRig } = require('../test/rig/install');
const { prepare } = require('../test/rig/prepared');
const { startN8n } = require('../test/rig/server');
const { inEditor, missingBrowser } = require('../test/support/e2e/browser');

/** @typedef {import('./lib/pictures/list').Picture} Picture */

/** Addresses in the pictures are those of a server, and not those of the machine they are taken on. */
const PUBLIC_URL = 'https://n8n.example.com';

/** @param {readonly Picture[]} pictures */
async function take(pictures) {
	const log = createConsoleLog();
	if (missingBrowser) throw new Error(`Missing: ${missingBrowser}`);
	const rig = await ensureRig({ log });
	const userFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'signed-webhooks-pictures-'));
	const server = await withProgress(log, 'Starting n8n', async () => {
		const { copyUserFolder } = await prepare(rig);
		await copyUserFolder(userFolder);
		return await startN8n({
			rig,
			userFolder,
			quick: true,
			env: { WEBHOOK_URL: `${PUBLIC_URL}/` },
		});
	});
	try {
		const client = createClient(server.baseUrl);
		await client.setupOwner();
		if (pictures.some(({ motif }) => motif.scene === 'example')) {
			const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
			await withProgress(log, 'Importing the examples', () =>
				activateExamples({ client, baseUrl: PUBLIC_URL, state: { secret, exampleHashes: {} } }),
			);
		}
		await inEditor(server.baseUrl, async (page) => {
			for (const { file, hash, motif } of pictures) {
				const { viewport, shoot } = SCENES[motif.scene];
				await page.setViewportSize(viewport);
				const studio = { page, client, baseUrl: server.baseUrl };
				const png = await withProgress(log, file, () => shoot(studio, motif.of));
				fs.writeFileSync(path.join(imagesFolder, file), withPalette(png));
				saveManifest({ ...readManifest(), [file]: hash });
			}
		});
	} finally {
		await server.kill();
		fs.rmSync(userFolder, { recursive: true, force: true });
	}
}

/** Pictures of what is no longer there are deleted. @param {readonly Picture[]} pictures */
function deleteOthers(pictures) {
	const wanted = new Set(pictures.map(({ file }) => file));
	for (const file of fs.readdirSync(imagesFolder)) {
		if (file.endsWith('.png') && !wanted.has(file)) fs.rmSync(path.join(imagesFolder, file));
	}
	const entries = Object.entries(readManifest()).filter(([file]) => wanted.has(file));
	saveManifest(Object.fromEntries(entries));
}

async function main() {
	const { values } = parseArgs({
		options: {
			all: { type: 'boolean' },
			check: { type: 'boolean' },
			only: { type: 'string' },
		},
	});
	const pictures = listPictures();
	const old = outOfDate(pictures);
	if (values.check) {
		for (const { file } of old) console.log(`Out of date: docs/images/${file}`);
		if (old.length > 0) console.log('Run "npm run pictures", look at them, and commit them.');
		process.exitCode = old.length > 0 ? 1 : 0;
		return;
	}
	const { only } = values;
	const wanted =
		only === undefined
			? values.all
				? pictures
				: old
			: pictures.filter(({ file }) => file.includes(only));
	deleteOthers(pictures);
	if (wanted.length > 0) await take(wanted);
	console.log(`${wanted.length} of ${pictures.length} pictures taken.`);
}

main().catch((/** @type {Error} */ error) => {
	console.error(error);
	process.exit(1);
});
