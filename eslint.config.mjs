import js from '@eslint/js';
import {
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default defineConfig(
	globalIgnores(['dist/', 'coverage/', '.rig/']),

	// What ships has to pass n8n's own scan: "npm run scan" runs the same rules.
	{ files: SOURCE_FILE_PATTERNS, extends: [await buildScanConfig()] },

	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
		languageOptions: {
			parserOptions: { project: ['./tsconfig.test.json'], tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/array-type': ['error', { default: 'array-simple' }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-confusing-void-expression': 'off',
			// It asks for "!", which another rule forbids.
			'@typescript-eslint/non-nullable-type-assertion-style': 'off',
			// n8n's interfaces ask for async methods, also where there is nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
		},
	},
	{
		files: ['**/*.{js,mjs}'],
		extends: [js.configs.recommended],
		languageOptions: { globals: globals.node },
		rules: { 'no-unused-vars': ['error', { ignoreRestSiblings: true }] },
	},
	{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },

	{
		files: ['**/*.{ts,js,mjs}'],
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			// A switch counts once: a table of cases is easy to read, however long.
			complexity: ['error', { max: 12, variant: 'modified' }],
			eqeqeq: 'error',
			'max-depth': ['error', 3],
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
			// Six things that belong to no common thing, or eighty plain lines, read better than a bag that is
			// made up for the limit, or a function that is cut in the middle.
			'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
			'max-params': ['error', 6],
			'object-shorthand': 'error',
			'prefer-const': ['error', { destructuring: 'all' }],
		},
	},
	// A list with two lines for each scheme: as long as there are schemes.
	{ files: ['nodes/shared/signing/schemes/index.ts'], rules: { 'max-lines': 'off' } },
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		rules: {
			'@typescript-eslint/explicit-module-boundary-types': 'error',
			// One name for one thing: a default export is called anything by whoever imports it.
			'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
		},
	},
	{
		files: ['test/**/*.{ts,js}'],
		languageOptions: { globals: globals.jest },
		rules: {
			'max-lines-per-function': 'off',
			// Answers and items are JSON of any form; the expectations say which.
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},
);
