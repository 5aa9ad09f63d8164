import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const PROJECT_ROOT = path.resolve(__dirname, '..', '..');
const SHIPPED_FOLDERS = ['nodes', 'credentials'];

/** A breach of a rule, with the place to look at. */
export interface Violation {
	/** Relative to the project, with forward slashes. */
	readonly file: string;
	/** Starts at 1. */
	readonly line: number;
	readonly message: string;
}

/** Finds every breach of one rule. */
export type Rule = (files: readonly ts.SourceFile[]) => Violation[];

/** Parses source text; `file` is relative to the project, with forward slashes. */
export function parseSource(file: string, text: string): ts.SourceFile {
	return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
}

/** Every source file that ships. */
export function readShippedSources(): ts.SourceFile[] {
	return SHIPPED_FOLDERS.flatMap((folder) =>
		readdirSync(path.join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
			.map((file) => parseSource(file, readFileSync(path.join(PROJECT_ROOT, file), 'utf8'))),
	);
}

/** A breach at a piece of code. */
export function violationAt(node: ts.Node, message: string): Violation {
	const source = node.getSourceFile();
	const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
	return { file: source.fileName, line: line + 1, message };
}

/** Calls `visit` for the node and everything inside it. Comments are no nodes. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
	visit(node);
	ts.forEachChild(node, (child) => walk(child, visit));
}
