import path from 'node:path';
import ts from 'typescript';
import { walk } from './sources';

/** One import, re-export, `require` or `import()`. */
export interface Import {
	readonly node: ts.Node;
	/** As written, for example `../signing/keys`. */
	readonly specifier: string;
	/** Whether nothing of it is left in the compiled code. */
	readonly isTypeOnly: boolean;
	/** Relative to the project, without extension; only for relative imports. */
	readonly target?: string;
}

function isTypeOnlyImport({ importClause }: ts.ImportDeclaration): boolean {
	if (!importClause) return false;
	if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	const { name, namedBindings } = importClause;
	return (
		!name &&
		namedBindings !== undefined &&
		ts.isNamedImports(namedBindings) &&
		namedBindings.elements.every((element) => element.isTypeOnly)
	);
}

function isModuleCall(node: ts.Node): node is ts.CallExpression {
	return (
		ts.isCallExpression(node) &&
		(node.expression.kind === ts.SyntaxKind.ImportKeyword ||
			(ts.isIdentifier(node.expression) && node.expression.text === 'require'))
	);
}

function readImport(node: ts.Node): { specifier?: ts.Node | undefined; isTypeOnly: boolean } {
	if (ts.isImportDeclaration(node)) {
		return { specifier: node.moduleSpecifier, isTypeOnly: isTypeOnlyImport(node) };
	}
	if (ts.isExportDeclaration(node)) {
		return { specifier: node.moduleSpecifier, isTypeOnly: node.isTypeOnly };
	}
	if (ts.isExternalModuleReference(node)) return { specifier: node.expression, isTypeOnly: false };
	if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
		return { specifier: node.argument.literal, isTypeOnly: true };
	}
	if (isModuleCall(node)) return { specifier: node.arguments[0], isTypeOnly: false };
	return { isTypeOnly: false };
}

/** Every import of a file, in order. */
export function importsOf(file: ts.SourceFile): Import[] {
	const imports: Import[] = [];
	walk(file, (node) => {
		const { specifier, isTypeOnly } = readImport(node);
		if (!specifier || !ts.isStringLiteralLike(specifier)) return;
		const { text } = specifier;
		imports.push({
			node,
			specifier: text,
			isTypeOnly,
			...(text.startsWith('.') && { target: path.posix.join(file.fileName, '..', text) }),
		});
	});
	return imports;
}
