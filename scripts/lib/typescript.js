// @ts-check
'use strict';

const { readFileSync } = require('node:fs');

/** Lets `require` load TypeScript: the definitions are TypeScript, and there may be no build. */
function compileOnTheWay() {
	const { transformSync } = require('@swc/core');
	require.extensions['.ts'] = (loaded, file) => {
		const { code } = transformSync(readFileSync(file, 'utf8'), {
			jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
			module: { type: 'commonjs' },
		});
		/** @type {NodeJS.Module & { _compile(code: string, file: string): void }} */ (loaded)._compile(
			code,
			file,
		);
	};
}

module.exports = { compileOnTheWay };
