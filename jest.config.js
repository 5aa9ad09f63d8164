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

// Builds, scans and real servers take longer than the 5 s that Jest allows by default.
const longTimeout = { setupFilesAfterEnv: ['<rootDir>/test/support/longTimeout.js'] };

/** @type {import('jest').Config} */
module.exports = {
	// Of `test.concurrent`: one n8n serves them all, and waits more than it works.
	maxConcurrency: 6,
	projects: [
		project('unit', ['unit', 'architecture', 'docs']),
		project('nodes', ['nodes']),
		{ ...project('package', ['package']), ...longTimeout },
		{
			...project('e2e', ['e2e']),
			...longTimeout,
			testEnvironment: '<rootDir>/test/support/e2e/environment.js',
			globalTeardown: '<rootDir>/test/support/e2e/endAll.js',
		},
	],
};
