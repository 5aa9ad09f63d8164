import { importsOf } from '../imports';
import { violationAt } from '../sources';
import type { Rule } from '../sources';

const ALLOWED_MODULES = ['crypto', 'n8n-workflow', 'node:crypto', 'zod'];

/** Only modules that every n8n brings along, since the package has no dependencies. */
export const allowedModules: Rule = (files) =>
	files.flatMap((file) =>
		importsOf(file)
			.filter(({ target, specifier }) => !target && !ALLOWED_MODULES.includes(specifier))
			.map(({ node, specifier }) =>
				violationAt(node, `'${specifier}' is none of: ${ALLOWED_MODULES.join(', ')}`),
			),
	);
