// @ts-check
'use strict';

const path = require('node:path');
const { NodeHelpers } = require('n8n-workflow');
const manifest = require('../../../package.json');
const { projectRoot } = require('../paths');

/**
 * @typedef {import('n8n-workflow').INodeTypeDescription} Description
 * @typedef {import('n8n-workflow').INodeProperties} Property
 * @typedef {import('n8n-workflow').INode} Node
 */

/**
 * What a file of the package exports under its own name. TypeScript must be loadable: see
 * ../typescript.js.
 *
 * @param {string} built a path of package.json, such as dist/nodes/Lua/Lua.node.js
 */
function exportOf(built) {
	const source = path.join(projectRoot, built.replace(/^dist/, '.').replace(/\.js$/, '.ts'));
	const name = path.basename(built).split('.')[0] ?? '';
	return require(source)[name];
}

/** @returns {readonly Description[]} of all nodes that users can add */
function nodeDescriptions() {
	return manifest.n8n.nodes
		.map((built) => /** @type {Description} */ (new (exportOf(built))().description))
		.filter(({ hidden }) => hidden !== true);
}

/**
 * @param {string} type such as signedWebhookApi
 * @returns {readonly Property[]}
 */
function credentialProperties(type) {
	const credentials = manifest.n8n.credentials.map((built) => new (exportOf(built))());
	return credentials.find(({ name }) => name === type).properties;
}

/** @param {Description} description */
const newestVersion = ({ version }) => (Array.isArray(version) ? Math.max(...version) : version);

/** What a list of options shows for its value. */
const chosenNames = (/** @type {Property} */ { options = [] }, /** @type {unknown} */ value) =>
	options
		.filter((option) => 'value' in option && [value].flat().includes(option.value))
		.map(({ name }) => name);

/**
 * What one sees of a node's panel: the fields that are shown for these parameters, in order, with
 * their texts and values. Nothing else, so that a field that is not in the picture does not make the
 * picture old.
 *
 * @param {Description} description
 * @param {Readonly<Record<string, unknown>>} parameters
 * @returns {unknown} JSON
 */
function shownFields(description, parameters) {
	const { properties, displayName } = description;
	const node = /** @type {Node} */ ({
		id: '',
		name: displayName,
		type: description.name,
		typeVersion: newestVersion(description),
		position: [0, 0],
		parameters,
	});
	const values =
		NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, description) ??
		{};
	return properties
		.filter((field) => NodeHelpers.displayParameter(values, field, node, description))
		.map((field) => ({
			label: field.displayName,
			type: field.type,
			hint: field.hint,
			placeholder: field.placeholder,
			value: values[field.name],
			chosen: chosenNames(field, values[field.name]),
		}));
}

module.exports = { credentialProperties, newestVersion, nodeDescriptions, shownFields };
