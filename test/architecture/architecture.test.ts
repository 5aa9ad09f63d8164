import { allowedModules } from './rules/allowedModules';
import { dependencyDirection } from './rules/dependencyDirection';
import { documentation } from './rules/documentation';
import { forbiddenGlobals } from './rules/forbiddenGlobals';
import { importCycles } from './rules/importCycles';
import { folderImports } from './rules/folderImports';
import { looseFiles } from './rules/looseFiles';
import { messages } from './rules/messages';
import { n8nBoundary } from './rules/n8nBoundary';
import { providerNames } from './rules/providerNames';
import { resultShape } from './rules/resultShape';
import { parseSource, readShippedSources } from './sources';
import type { Rule } from './sources';

const shippedSources = readShippedSources();

/** Breaches as `file:line message`, the form that editors and terminals link. */
function findBreaches(rule: Rule, files: typeof shippedSources): string[] {
	return rule(files).map(({ file, line, message }) => `${file}:${line} ${message}`);
}

interface RuleCase {
	readonly title: string;
	readonly rule: Rule;
	/** Source text by file name. */
	readonly wrong: Readonly<Record<string, string>>;
	/** What must be found in `wrong`, in this order. */
	readonly breaches: readonly string[];
	/** Source text that looks similar and is right. */
	readonly right: Readonly<Record<string, string>>;
}

const cases: readonly RuleCase[] = [
	{
		title: 'dependencies point one way',
		rule: dependencyDirection,
		wrong: {
			'nodes/shared/signing/sign.ts': "\nimport { decide } from '../delivery/decide';",
			'nodes/shared/receive/receive.ts': "import type { Policy } from '../delivery/types';",
			'nodes/shared/delivery/deliver.ts': "export * from '../n8n/transport';",
			'nodes/shared/n8n/reply.ts': "const { A } = require('../../A/A.node');",
			'nodes/shared/new/thing.ts': '',
			'nodes/shared/result.ts': "import { sign } from './signing/sign';",
			'nodes/A/A.node.ts': "type B = import('../B/B.node').B;",
			'credentials/A.credentials.ts': "import { a } from '../test/a';",
		},
		breaches: [
			'nodes/shared/signing/sign.ts:2 nodes/shared/signing must not import nodes/shared/delivery',
			'nodes/shared/receive/receive.ts:1 nodes/shared/receive must not import',
			'nodes/shared/delivery/deliver.ts:1 nodes/shared/delivery must not import nodes/shared/n8n',
			'nodes/shared/n8n/reply.ts:1 nodes/shared/n8n must not import nodes/A',
			'nodes/shared/new/thing.ts:1 nodes/shared/new is no known layer',
			'nodes/shared/result.ts:1 nodes/shared must not import nodes/shared/signing',
			'nodes/A/A.node.ts:1 nodes/A must not import nodes/B',
			'credentials/A.credentials.ts:1 credentials must not import test',
		],
		right: {
			'nodes/shared/signing/schemes/index.ts': "import { a } from '../types';",
			'nodes/shared/delivery/deliver.ts': "import { sign } from '../signing/sign';",
			'nodes/shared/http/a.ts': "import type { Result } from '../result';",
			'nodes/shared/json.ts': "import type { Result } from './result';",
			'nodes/A/A.node.ts': "import { a } from '../shared/n8n/a'; import { b } from './b';",
		},
	},
	{
		title: 'no file imports itself by way of others',
		rule: importCycles,
		wrong: {
			'nodes/a.ts': "import { b } from './b';",
			'nodes/b.ts': "import { c } from './c';",
			'nodes/c/index.ts': "// c\nimport type { A } from '../a';",
		},
		breaches: [
			'nodes/c/index.ts:2 import cycle: nodes/a.ts -> nodes/b.ts -> nodes/c/index.ts -> nodes/a.ts',
		],
		right: {
			'nodes/a.ts': "import { b } from './b'; import { c } from './c';",
			'nodes/b.ts': "import { c } from './c';",
			'nodes/c.ts': '',
		},
	},
	{
		title: 'only modules that every n8n brings along',
		rule: allowedModules,
		wrong: {
			'nodes/a.ts': "import { z } from 'zod';\nimport fs from 'fs';",
			'nodes/b.ts': "import type { Request } from 'express';",
			'nodes/c.ts': "const net = require('node:net');",
			'nodes/d.ts': "await import('child_process');",
		},
		breaches: [
			"nodes/a.ts:2 'fs' is none of",
			"nodes/b.ts:1 'express' is none of",
			"nodes/c.ts:1 'node:net' is none of",
			"nodes/d.ts:1 'child_process' is none of",
		],
		right: {
			'nodes/a.ts': "import { createHmac } from 'crypto'; import { sleep } from 'n8n-workflow';",
		},
	},
	{
		title: 'only the skin knows n8n',
		rule: n8nBoundary,
		wrong: {
			'nodes/shared/delivery/deliver.ts': "import { sleep } from 'n8n-workflow';",
			'nodes/shared/receive/receive.ts':
				"import type { IWebhookFunctions } from 'n8n-workflow';\n" +
				'export const receive = (context: IWebhookFunctions) => context;',
			'nodes/shared/signing/sign.ts': "import { type A, b } from 'n8n-workflow';",
		},
		breaches: [
			'nodes/shared/delivery/deliver.ts:1 only nodes/shared/n8n/ may load n8n-workflow',
			'nodes/shared/receive/receive.ts:1 only nodes/shared/n8n/ may name IWebhookFunctions',
			'nodes/shared/receive/receive.ts:2 only nodes/shared/n8n/ may name IWebhookFunctions',
			'nodes/shared/signing/sign.ts:1 only nodes/shared/n8n/ may load n8n-workflow',
		],
		right: {
			'nodes/shared/n8n/inbound.ts': "import { sleep, IHookFunctions } from 'n8n-workflow';",
			'nodes/shared/receive/event.ts':
				"import type { IDataObject } from 'n8n-workflow'; import { type INode } from 'n8n-workflow';",
			'nodes/A/A.node.ts': "import { IExecuteFunctions } from 'n8n-workflow';",
		},
	},
	{
		title: 'a service is data: no code knows its name',
		rule: providerNames,
		wrong: {
			'nodes/shared/receive/event.ts':
				"// fine: GitHub\nif (scheme.id === 'github') a();\nconst isStripe = 1;",
			'nodes/shared/n8n/a.ts': 'const message = `Ask ${name} at Git-Hub`;\nsendToLua();',
		},
		breaches: [
			"nodes/shared/receive/event.ts:2 code must not know the service 'github'",
			"nodes/shared/receive/event.ts:3 code must not know the service 'stripe'",
			"nodes/shared/n8n/a.ts:1 code must not know the service 'github'",
			"nodes/shared/n8n/a.ts:2 code must not know the service 'Lua'",
		],
		right: {
			'nodes/shared/signing/schemes/github.ts': "export const github = { id: 'github' };",
			'nodes/shared/receive/event.ts':
				"/* Stripe */ evaluate('https://github.com/a/b', evaluated); // Lua",
			'nodes/shared/n8n/a.ts': "const text = 'as Standard Webhooks requires';",
			'nodes/A/A.node.ts': "const name = 'GitHub';",
		},
	},
	{
		title: 'no global that n8n withholds from community nodes',
		rule: forbiddenGlobals,
		wrong: {
			'nodes/a.ts': 'const a = process.env.A;\nsetTimeout(() => {}, 1);',
			'nodes/b.ts': 'globalThis.fetch(__dirname);\nconst c = { console };',
		},
		breaches: [
			"nodes/a.ts:1 'process'",
			"nodes/a.ts:2 'setTimeout'",
			"nodes/b.ts:1 'globalThis'",
			"nodes/b.ts:1 '__dirname'",
			"nodes/b.ts:2 'console'",
		],
		right: {
			'nodes/a.ts':
				'// process\nconst a = { process: 1, fetch() {} }; a.process; type B = { eval: 1 };',
		},
	},
	{
		title: 'what others wrote enters messages in one way',
		rule: messages,
		wrong: {
			'nodes/A/a.ts':
				'throw new NodeOperationError(node, text);\nnew NodeApiError(node, {}, { message });',
			'nodes/shared/n8n/b.ts': 'context.logger.warn(text);\nconst { logger } = context;',
			'nodes/shared/delivery/c.ts': "const reason = error instanceof Error ? error.message : '';",
		},
		breaches: [
			'nodes/A/a.ts:1 errors of n8n are made in nodes/shared/n8n/messages/nodeErrors.ts',
			'nodes/A/a.ts:2 errors of n8n are made in',
			'nodes/shared/n8n/b.ts:1 lines are written by nodes/shared/n8n/messages/logLine.ts',
			'nodes/shared/n8n/b.ts:2 lines are written by',
			'nodes/shared/delivery/c.ts:1 errorReason says',
		],
		right: {
			'nodes/A/a.ts': 'throw operationError(node, text); error instanceof NodeApiError;',
			'nodes/shared/n8n/messages/nodeErrors.ts': 'new NodeApiError(node, {}, {});',
			'nodes/shared/n8n/messages/logLine.ts': 'logger[level](text);',
			'nodes/shared/delivery/c.ts': 'const problem = error instanceof Error ? error : other;',
		},
	},
	{
		title: 'every file is in the folder of what it belongs to',
		rule: looseFiles,
		wrong: { 'nodes/shared/n8n/helper.ts': '', 'nodes/shared/tools.ts': '' },
		breaches: [
			'nodes/shared/n8n/helper.ts:1 nodes/shared/n8n has a folder for each thing',
			'nodes/shared/tools.ts:1 nodes/shared has a folder for each thing',
		],
		right: {
			'nodes/shared/n8n/parameters.ts': '',
			'nodes/shared/n8n/http/helper.ts': '',
			'nodes/shared/result.ts': '',
			'nodes/A/helper.ts': '',
		},
	},
	{
		title: "imports of a folder's own index name it",
		rule: folderImports,
		wrong: {
			'nodes/shared/events/a/b.ts': "import { a } from '.';\nimport type { A } from '..';",
		},
		breaches: [
			"nodes/shared/events/a/b.ts:1 write './index'",
			"nodes/shared/events/a/b.ts:2 write '../index'",
		],
		right: {
			'nodes/shared/events/a/b.ts': "import { a } from './index';\nimport { b } from '../c';",
		},
	},
	{
		title: 'results have one form',
		rule: resultShape,
		wrong: {
			'nodes/shared/events/a.ts':
				'type A =\n| { readonly ok: true; readonly a: 1 }\n| { ok: false; problem: string };',
			'nodes/A/a.ts': 'export interface Failed {\n\treadonly ok: false;\n}',
		},
		breaches: [
			'nodes/shared/events/a.ts:2 use Result of nodes/shared/result.ts',
			'nodes/shared/events/a.ts:3 use Result of',
			'nodes/A/a.ts:2 use Result of',
		],
		right: {
			'nodes/shared/result.ts': 'export type R = { readonly ok: true } | { readonly ok: false };',
			'nodes/shared/events/a.ts':
				'type A = Extract<Result<1>, { ok: boolean }>; const a = { ok: true, value: 1 };',
		},
	},
	{
		title: 'every export of the library is documented',
		rule: documentation,
		wrong: {
			'nodes/shared/signing/a.ts':
				'// A plain comment.\nexport function a() {}\n/** Says it. */\nexport type B = 1;\n\nexport type C = 1;',
			'nodes/shared/delivery/d.ts': 'export const d = () => 1;\nexport interface E {}',
		},
		breaches: [
			'nodes/shared/signing/a.ts:2 a has no JSDoc comment',
			'nodes/shared/signing/a.ts:6 C has no JSDoc comment',
			'nodes/shared/delivery/d.ts:1 d has no JSDoc comment',
			'nodes/shared/delivery/d.ts:2 E has no JSDoc comment',
		],
		right: {
			'nodes/shared/signing/a.ts':
				"function inner() {}\n/** Says it. */\nexport function a() {}\nexport { b } from './b';",
			'nodes/A/helper.ts': 'export function helper() {}',
		},
	},
];

const parseAll = (texts: Readonly<Record<string, string>>) =>
	Object.entries(texts).map(([file, text]) => parseSource(file, text));

test('there are sources to look at', () => {
	const names = shippedSources.map(({ fileName }) => fileName);
	expect(names).toContain('nodes/shared/signing/verify/index.ts');
	expect(names).toContain('credentials/SignedWebhookApi.credentials.ts');
});

describe.each(cases)('$title', ({ rule, wrong, breaches, right }) => {
	test('holds in everything that ships', () => {
		expect(findBreaches(rule, shippedSources)).toEqual([]);
	});

	test('finds each breach, with its file and line', () => {
		expect(findBreaches(rule, parseAll(wrong))).toEqual(
			breaches.map((breach) => expect.stringContaining(breach) as string),
		);
	});

	test('leaves alone what is right', () => {
		expect(findBreaches(rule, parseAll(right))).toEqual([]);
	});
});
