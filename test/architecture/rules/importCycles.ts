import type ts from 'typescript';
import { importsOf } from '../imports';
import type { Import } from '../imports';
import { violationAt } from '../sources';
import type { Rule, Violation } from '../sources';

/** No file imports itself by way of others, types included. */
export const importCycles: Rule = (files) => {
	const byName = new Map(files.map((file) => [file.fileName, file]));
	const find = ({ target }: Import): ts.SourceFile | undefined =>
		byName.get(`${target}.ts`) ?? byName.get(`${target}/index.ts`);
	const violations: Violation[] = [];
	const done = new Set<ts.SourceFile>();

	function visit(file: ts.SourceFile, path: readonly ts.SourceFile[]): void {
		if (done.has(file)) return;
		const here = [...path, file];
		for (const each of importsOf(file)) {
			const imported = find(each);
			if (!imported) continue;
			if (here.includes(imported)) {
				const cycle = [...here.slice(here.indexOf(imported)), imported];
				const names = cycle.map(({ fileName }) => fileName).join(' -> ');
				violations.push(violationAt(each.node, `import cycle: ${names}`));
			} else visit(imported, here);
		}
		done.add(file);
	}

	files.forEach((file) => visit(file, []));
	return violations;
};
