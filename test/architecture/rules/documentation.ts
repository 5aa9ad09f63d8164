import ts from 'typescript';
import { violationAt } from '../sources';
import type { Rule } from '../sources';

const LIBRARY_FOLDER = 'nodes/shared/';

function isExported(statement: ts.Statement): boolean {
	return (
		ts.canHaveModifiers(statement) &&
		(ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
	);
}

function namesOf(statement: ts.Statement): string {
	if (ts.isVariableStatement(statement)) {
		return statement.declarationList.declarations.map(({ name }) => name.getText()).join(', ');
	}
	const { name } = statement as ts.Statement & { readonly name?: ts.Node };
	return name?.getText() ?? 'the default export';
}

function hasDocumentation(statement: ts.Statement): boolean {
	return ts.getJSDocCommentsAndTags(statement).some(ts.isJSDoc);
}

/** Everything that a file of the library exports says what it means. */
export const documentation: Rule = (files) =>
	files
		.filter(({ fileName }) => fileName.startsWith(LIBRARY_FOLDER))
		.flatMap((file) =>
			file.statements
				.filter((statement) => isExported(statement) && !hasDocumentation(statement))
				.map((statement) => violationAt(statement, `${namesOf(statement)} has no JSDoc comment`)),
		);
