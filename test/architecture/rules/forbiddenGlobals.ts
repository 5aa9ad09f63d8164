import ts from 'typescript';
import { violationAt, walk } from '../sources';
import type { Rule, Violation } from '../sources';

/** What n8n forbids in community nodes, and what would get around it. */
const FORBIDDEN = new Set([
	'__dirname',
	'__filename',
	'clearImmediate',
	'clearInterval',
	'clearTimeout',
	'console',
	'eval',
	'fetch',
	'Function',
	'global',
	'globalThis',
	'process',
	'queueMicrotask',
	'setImmediate',
	'setInterval',
	'setTimeout',
	'WebAssembly',
]);

/** Whether the identifier stands for a variable, and is not the name of a member. */
function isVariable(node: ts.Identifier): boolean {
	const { parent } = node;
	if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
	if (ts.isQualifiedName(parent)) return false;
	const isMemberName =
		ts.isPropertyAssignment(parent) ||
		ts.isPropertyDeclaration(parent) ||
		ts.isPropertySignature(parent) ||
		ts.isMethodDeclaration(parent) ||
		ts.isMethodSignature(parent);
	return !(isMemberName && parent.name === node);
}

/** No global that n8n withholds from community nodes: timers, the process, files by path. */
export const forbiddenGlobals: Rule = (files) =>
	files.flatMap((file) => {
		const violations: Violation[] = [];
		walk(file, (node) => {
			if (ts.isIdentifier(node) && FORBIDDEN.has(node.text) && isVariable(node)) {
				violations.push(violationAt(node, `'${node.text}' is not available to community nodes`));
			}
		});
		return violations;
	});
