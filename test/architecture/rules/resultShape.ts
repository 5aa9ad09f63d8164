import ts from 'typescript';
import { violationAt, walk } from '../sources';
import type { Rule, Violation } from '../sources';

const RESULT = 'nodes/shared/result.ts';

/** Whether a type says by `ok: true` or `ok: false` how something went. */
function isResultMember(node: ts.Node): boolean {
	if (!ts.isPropertySignature(node) || node.name.getText() !== 'ok') return false;
	const kind = node.type && ts.isLiteralTypeNode(node.type) ? node.type.literal.kind : undefined;
	return kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword;
}

/** What was read, or what is wrong with it, has one form everywhere: `Result`. */
export const resultShape: Rule = (files) =>
	files.flatMap((file) => {
		const { fileName } = file;
		if (fileName === RESULT) return [];
		const violations: Violation[] = [];
		walk(file, (node) => {
			if (isResultMember(node)) {
				violations.push(violationAt(node, `use Result of ${RESULT}, success and failure`));
			}
		});
		return violations;
	});
