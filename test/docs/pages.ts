import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the project. */
export const projectRoot = path.resolve(__dirname, '..', '..');

/** Every page for people, relative to the project, with forward slashes. */
export const pages: readonly string[] = [
	...readdirSync(projectRoot),
	...['docs', 'examples'].flatMap((folder) =>
		readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
			path.posix.join(folder, name.split(path.sep).join('/')),
		),
	),
].filter((name) => name.endsWith('.md'));

/** The text of a file, by its path relative to the project. */
export function readPage(file: string): string {
	return readFileSync(path.join(projectRoot, file), 'utf8');
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The text below a heading, up to the next heading of the same or a higher level. */
export function section(text: string, heading: string): string {
	const [, level, rest] = new RegExp(`^(#+) ${escape(heading)}\\n([^]*)`, 'm').exec(text) ?? [];
	if (level === undefined || rest === undefined) throw new Error(`There is no "${heading}"`);
	return rest.split(new RegExp(`^#{1,${level.length}} `, 'm'))[0] as string;
}

/** A row of a table, as the text of its cells. */
export type Row = readonly string[];

/** The rows of all tables in a text, without their heads. */
export function tableRows(text: string): Row[] {
	const lines = text.split('\n').map((line) => line.trim());
	return lines.flatMap((line, index) => {
		const isRule = /^\|[\s|:-]+\|$/.test(line);
		const isHead = /^\|[\s|:-]+\|$/.test(lines[index + 1] ?? '');
		if (!line.startsWith('|') || isRule || isHead) return [];
		return [
			line
				.slice(1, -1)
				.split(/(?<!\\)\|/)
				.map((cell) => cell.trim().replaceAll('\\|', '|')),
		];
	});
}

/** The pieces of code in a text, without their marks. */
export function codeSpans(text: string): string[] {
	return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code as string);
}

/** The block of code that a page marks as an example by this name. */
export function example(page: string, name: string): string {
	const pattern = new RegExp(`<!-- example: ${name} -->\\s+\`\`\`\\w+\\n([^]*?)\\n\`\`\``);
	const [, code] = pattern.exec(readPage(page)) ?? [];
	if (code === undefined) throw new Error(`${page} has no example "${name}"`);
	return code;
}
