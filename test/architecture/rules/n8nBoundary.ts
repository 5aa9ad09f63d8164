import ts from 'typescript';
import { importsOf } from '../imports';
import { violationAt, walk } from '../sources';
import type { Rule, Violation } from '../sources';

const LIBRARY_FOLDER = 'nodes/shared/';
const SKIN_FOLDER = 'nodes/shared/n8n/';
const CONTEXT_TYPE = /^I\w+Functions$/;

/** The library is free of n8n: only its skin loads n8n-workflow or names an n8n context. */
export const n8nBoundary: Rule = (files) =>
	files
		.filter(
			({ fileName }) => fileName.startsWith(LIBRARY_FOLDER) && !fileName.startsWith(SKIN_FOLDER),
		)
		.flatMap((file) => {
			const violations: Violation[] = importsOf(file)
				.filter(({ specifier, isTypeOnly }) => specifier === 'n8n-workflow' && !isTypeOnly)
				.map(({ node }) => violationAt(node, `only ${SKIN_FOLDER} may load n8n-workflow`));
			walk(file, (node) => {
				if (ts.isIdentifier(node) && CONTEXT_TYPE.test(node.text)) {
					violations.push(violationAt(node, `only ${SKIN_FOLDER} may name ${node.text}`));
				}
			});
			return violations;
		});
