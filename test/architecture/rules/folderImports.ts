import { importsOf } from '../imports';
import { violationAt } from '../sources';
import type { Rule } from '../sources';

/** A folder's own `index` is named in full: n8n's scan takes `.` and `..` for foreign packages. */
export const folderImports: Rule = (files) =>
	files.flatMap((file) =>
		importsOf(file)
			.filter(({ specifier }) => /^\.{1,2}$/.test(specifier))
			.map(({ node, specifier }) => violationAt(node, `write '${specifier}/index'`)),
	);
