// @ts-check
'use strict';

/**
 * Loads every module that an unpacked package names in its manifest and prints what came of it as
 * JSON: `node load.js <package folder>`. A process of its own, so that no module of the test runner
 * or of this project is in reach.
 */

const Module = require('node:module');
const path = require('node:path');

const packageFolder = path.resolve(process.argv[2] ?? '.');
/** @type {Set<string>} */
const requested = new Set();

/** @type {{ _load: (request: string, parent?: { filename?: string }, ...rest: unknown[]) => unknown }} */
const loader = /** @type {any} */ (Module);
const load = loader._load;
loader._load = (request, parent, ...rest) => {
	const isOurs = parent?.filename?.startsWith(packageFolder + path.sep);
	if (isOurs && !request.startsWith('.')) requested.add(request);
	return load.call(loader, request, parent, ...rest);
};

const { n8n } = require(path.join(packageFolder, 'package.json'));
const loaded = [...n8n.credentials, ...n8n.nodes].map((file) => {
	const exported = require(path.join(packageFolder, file));
	const className = path.basename(file).split('.')[0] ?? '';
	const instance = new exported[className]();
	return { file, name: instance.name ?? instance.description.name };
});

console.log(JSON.stringify({ loaded, requested: [...requested].sort() }));
