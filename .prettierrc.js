// @ts-check
'use strict';

/** @type {import('prettier').Config} */
module.exports = {
	printWidth: 100,
	singleQuote: true,
	useTabs: true,
	overrides: [{ files: '*.{md,yml}', options: { useTabs: false, tabWidth: 2 } }],
};
