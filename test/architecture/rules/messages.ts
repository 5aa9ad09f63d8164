import ts from 'typescript';
import { violationAt, walk } from '../sources';
import type { Rule, Violation } from '../sources';

const ERRORS = 'nodes/shared/n8n/messages/nodeErrors.ts';
const LINES = 'nodes/shared/n8n/messages/logLine.ts';
const ERROR_TYPES = ['NodeApiError', 'NodeOperationError'];

/** Whether `error.message` or the like is read where `error` was told to be an Error just before. */
function readsMessageOfError(node: ts.Node): boolean {
	return (
		ts.isConditionalExpression(node) &&
		/^\w+ instanceof Error$/.test(node.condition.getText()) &&
		/\.message\b/.test(node.whenTrue.getText())
	);
}

/**
 * What others wrote enters messages by `nodes/shared/text/` only: errors of n8n are made, lines are
 * written, and messages of other errors are read in the one place that makes texts fit.
 */
export const messages: Rule = (files) =>
	files.flatMap((file) => {
		const violations: Violation[] = [];
		walk(file, (node) => {
			if (
				ts.isNewExpression(node) &&
				ERROR_TYPES.includes(node.expression.getText()) &&
				file.fileName !== ERRORS
			) {
				violations.push(violationAt(node, `errors of n8n are made in ${ERRORS}`));
			}
			if (ts.isIdentifier(node) && node.text === 'logger' && file.fileName !== LINES) {
				violations.push(violationAt(node, `lines are written by ${LINES}`));
			}
			if (readsMessageOfError(node) && !file.fileName.startsWith('nodes/shared/text/')) {
				violations.push(violationAt(node, 'errorReason says what an error of others says'));
			}
		});
		return violations;
	});
