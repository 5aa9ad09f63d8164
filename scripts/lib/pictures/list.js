// @ts-check
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const rigManifest = require('../../../test/rig/package.json');
const { projectRoot } = require('../paths');
const { credentialProperties, nodeDescriptions, shownFields } = require('./nodes');
const { PANELS } = require('./panels');

const imagesFolder = path.join(projectRoot, 'docs', 'images');
const manifestFile = path.join(imagesFolder, 'pictures.json');
const examplesFolder = path.join(projectRoot, 'examples');

/**
 * A picture of n8n's editor in docs/images.
 *
 * @typedef {object} Picture
 * @property {string} file its name in docs/images
 * @property {string} hash of what one sees in it. It is out of date when docs/images/pictures.json
 *   has another
 * @property {{ scene: 'panel' | 'example' | 'credential' | 'refused' | 'attempts', of: string }} motif
 *   `of`: a node type, the file of an example, a credential type, or ''
 */

/** @param {unknown} value */
function hashOf(value) {
	const text = JSON.stringify([rigManifest.dependencies.n8n, value]);
	return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** @param {...string} names */
const sources = (...names) =>
	names.map((name) => fs.readFileSync(path.join(projectRoot, name), 'utf8'));

/**
 * All pictures, as they have to be. TypeScript must be loadable: see ../typescript.js.
 *
 * @returns {readonly Picture[]}
 * @throws {Error} when a node has no entry in panels.js
 */
function listPictures() {
	const panels = nodeDescriptions().map((description) => {
		const panel = PANELS[description.name];
		if (!panel) throw new Error(`Add ${description.name} to scripts/lib/pictures/panels.js`);
		const { page, parameters, credential } = panel;
		return picture(
			`node-${page}`,
			{ scene: 'panel', of: description.name },
			{ fields: shownFields(description, parameters), credential: credential?.name },
		);
	});
	const examples = fs
		.readdirSync(examplesFolder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) =>
			picture(
				`example-${path.basename(file, '.json')}`,
				{ scene: 'example', of: file },
				sources(`examples/${file}`),
			),
		);
	const type = 'signedWebhookApi';
	return [
		...panels,
		...examples,
		picture('credential', { scene: 'credential', of: type }, credentialProperties(type)),
		picture(
			'refused-request',
			{ scene: 'refused', of: '' },
			sources('nodes/shared/signing/rejection.ts'),
		),
		picture(
			'delivery-attempts',
			{ scene: 'attempts', of: '' },
			sources('nodes/shared/delivery/record.ts'),
		),
	];
}

/**
 * @param {string} name
 * @param {Picture['motif']} motif
 * @param {unknown} seen
 * @returns {Picture}
 */
function picture(name, motif, seen) {
	return { file: `${name}.png`, motif, hash: hashOf(seen) };
}

/** @returns {Record<string, string>} by file: the hash with which the picture was taken */
function readManifest() {
	return fs.existsSync(manifestFile) ? JSON.parse(fs.readFileSync(manifestFile, 'utf8')) : {};
}

/** @param {Record<string, string>} hashes by file */
function saveManifest(hashes) {
	const sorted = Object.fromEntries(Object.entries(hashes).sort());
	fs.writeFileSync(manifestFile, `${JSON.stringify(sorted, null, '\t')}\n`);
}

/**
 * @param {readonly Picture[]} pictures
 * @returns {readonly Picture[]} those that are missing or show what is no longer so
 */
function outOfDate(pictures) {
	const taken = readManifest();
	return pictures.filter(
		({ file, hash }) => taken[file] !== hash || !fs.existsSync(path.join(imagesFolder, file)),
	);
}

module.exports = { imagesFolder, listPictures, outOfDate, readManifest, saveManifest };
