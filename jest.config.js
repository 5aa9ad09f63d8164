// @ts-check
'use strict';

const TYPESCRIPT = /** @type {const} */ ([
	'@swc/jest',
	{
		jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
		module: { type: 'commonjs' },
	},
]);

/**
 * @param {string} displayName
 * @param {string[]} folders inside test/
 * @returns {import('jest').Config}
 */
const project = (displayName, folders) => ({
	displayName,
	rootDir: __dirname,
	roots: ['<rootDir>/test'],
	testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
	testEnvironment: 'node',
	// The 5 s that Jest allows are too few for real servers, and for a million of anything on a busy machine.
	setupFilesAfterEnv: ['<rootDir>/test/support/longTimeout.js'],
	transform: {
		'\\.ts$': [...TYPESCRIPT],
		// Published as ES modules only, which Jest cannot load as they are.
		'/(@octokit/webhooks-methods|@linear/sdk)/.+\\.m?js$': [...TYPESCRIPT],
	},
	transformIgnorePatterns: ['/node_modules/(?!@octokit/webhooks-methods/|@linear/sdk/)'],
	moduleNameMapper: {
		'^@octokit/webhooks-methods$':
			'<rootDir>/node_modules/@octokit/webhooks-methods/dist-node/index.js',
	},
});

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		project('unit', ['unit', 'architecture', 'docs']),
		project('nodes', ['nodes']),
		project('package', ['package']),
		project('e2e', ['e2e']),
	],
};
